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
const INLINE_MILLISECONDS = 10;
// shorter runs say more about the clock than about the kernels
const LEARN_MILLISECONDS = 0.2;
// a thread that is woken late; what is slower than that has another reason
const MOST_BARRIER_MILLISECONDS = 0.2;
const MOST_MESSAGE_MILLISECONDS = 1;
// a run that computes for less than so many messages says more about those
const RUN_OF_MESSAGES = 10;
// messages, and a thread's arrival at a barrier, on a machine of their own: what is dear today is tried again some day
const IDLE_MESSAGE_MILLISECONDS = 0.05;
const IDLE_ARRIVAL_MILLISECONDS = 0.00015;
const FORGET_MILLISECONDS = 5000;

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
      const forgotten = Math.min(1, milliseconds / FORGET_MILLISECONDS);
      for (const [count, cost] of costs.of) {
        if (count === threads) continue;
        cost.message += forgotten * (IDLE_MESSAGE_MILLISECONDS - cost.message);
        if (count > 1) cost.barrier += forgotten * (count * IDLE_ARRIVAL_MILLISECONDS - cost.barrier);
      }
      const { work } = loads.get(threads)!;
      if (milliseconds < LEARN_MILLISECONDS || batches * work === 0) return;
      const cost = costs.of.get(threads);
      if (!cost) {
        unit = corrected(unit, milliseconds / (batches * work));
        return;
      }
      const beside = milliseconds - batches * (unit * work + barriers * cost.barrier);
      if (batches * unit * work < RUN_OF_MESSAGES * cost.message) {
        cost.message = between(cost.message, limited(beside, MOST_MESSAGE_MILLISECONDS));
        return;
      }
      const computing = (milliseconds - cost.message) / batches;
      if (threads === 1 || barriers === 0) {
        unit = corrected(unit, computing / work);
        return;
      }
      const barrier = (computing - unit * work) / barriers;
      // faster than without any barrier, or slower than barriers can explain
      if (barrier < 0) unit = corrected(unit, (unit * milliseconds) / predict(threads, batches));
      else if (barrier > MOST_BARRIER_MILLISECONDS)
        unit = corrected(unit, (computing - barriers * MOST_BARRIER_MILLISECONDS) / work);
      cost.barrier = between(cost.barrier, limited(barrier, MOST_BARRIER_MILLISECONDS));
    },
  };
}

const between = (a: number, b: number) => (a + b) / 2;
const limited = (value: number, most: number) => Math.min(Math.max(0, value), most);

/** A rate as it was believed, moved towards what was seen: little by what was slower, for who is interrupted is only ever that. */
const corrected = (believed: number, seen: number) =>
  believed === 0 || seen < believed
    ? between(believed, Math.max(0, seen))
    : 0.8 * believed + 0.2 * Math.min(seen, 2 * believed);

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
