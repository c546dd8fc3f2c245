import type { Costs } from "./costs.ts";
import type { Phase } from "./phases.ts";
import { shareOf } from "./record-share.ts";
import { workOf } from "./work.ts";

/** 0 threads: the calling thread itself. */
export interface Choice {
  readonly threads: number;
  readonly milliseconds: number;
}

/** On how many threads a program runs best. */
export interface Plan {
  choose(batches: number): Choice;
  /** The longest instruction of a run on so many threads. */
  longest(threads: number): number;
  /** What a run has taken. */
  learn(threads: number, batches: number, milliseconds: number): void;
}

// the calling thread has other things to do: what takes longer is for the threads
const INLINE_MILLISECONDS = 5;
// shorter runs say more about the clock than about the kernels
const LEARN_MILLISECONDS = 0.2;
// a thread that is woken late; what is slower than that has another reason
const MOST_BARRIER_MILLISECONDS = 0.2;
// what is dear today is tried again some day
const FORGET = 0.02;

/**
 * The cost of n batches on t threads:  message_t + n (unit · work_t + barriers · barrier_t),  where work_t adds up each phase's largest
 * share. The unit is the program's own and the barrier the machine's of late; each run corrects what it can tell.
 */
export function createPlan(phases: readonly Phase[], costs: Costs): Plan {
  let unit = costs.unit;
  const barriers = phases.filter(({ barrier }) => barrier).length;
  const loads = new Map([0, ...costs.of.keys()].map((threads) => [threads, loadOf(phases, Math.max(1, threads))]));
  const costOf = (threads: number) => costs.of.get(threads) ?? { message: 0, barrier: 0 };
  const predict = (threads: number, batches: number) => {
    const { message, barrier } = costOf(threads);
    return message + batches * (unit * loads.get(threads)!.work + barriers * barrier);
  };

  return {
    choose(batches) {
      const choices = [...loads.keys()].map((threads) => ({ threads, milliseconds: predict(threads, batches) }));
      const [inline, ...others] = choices;
      const allowed = inline!.milliseconds <= INLINE_MILLISECONDS ? choices : others;
      return allowed.reduce((best, choice) => (choice.milliseconds < best.milliseconds ? choice : best));
    },
    longest: (threads) => unit * loads.get(threads)!.longest,
    learn(threads, batches, milliseconds) {
      for (const [count, cost] of costs.of)
        if (count !== threads) cost.barrier += FORGET * (cost.barrierAtStart - cost.barrier);
      const { work } = loads.get(threads)!;
      if (milliseconds < LEARN_MILLISECONDS || batches * work === 0) return;
      const computing = (milliseconds - costOf(threads).message) / batches;
      const cost = costs.of.get(threads);
      if (!cost || threads === 1 || barriers === 0) unit = mean(unit, Math.max(0, computing) / work);
      else {
        const meeting = (computing - unit * work) / barriers;
        if (meeting < 0) unit = mean(unit, (unit * milliseconds) / predict(threads, batches));
        else if (meeting > MOST_BARRIER_MILLISECONDS)
          unit = mean(unit, (computing - barriers * MOST_BARRIER_MILLISECONDS) / work);
        cost.barrier = mean(cost.barrier, Math.min(Math.max(0, meeting), MOST_BARRIER_MILLISECONDS));
      }
    },
  };
}

const mean = (a: number, b: number) => (a + b) / 2;

/** The work that the threads do one after the other, since each phase is as slow as its slowest thread; and the longest instruction. */
function loadOf(phases: readonly Phase[], threads: number): { readonly work: number; readonly longest: number } {
  let work = 0;
  let longest = 0;
  for (const { records } of phases) {
    const shares = Array.from({ length: threads }, (_, thread) =>
      records.map((r) => shareOf(r, thread, threads)).map((share) => (share ? workOf(share) : 0)),
    );
    work += Math.max(...shares.map((works) => works.reduce((sum, w) => sum + w, 0)));
    longest = Math.max(longest, ...shares.flat());
  }
  return { work, longest };
}
