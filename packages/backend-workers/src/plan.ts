import type { Record } from "@deltarule/backend-cpu/wasm";
import { type Costs, IDLE_ARRIVAL_MILLISECONDS } from "./costs.ts";
import { type Phase, phasesOf } from "./phases.ts";
import { shareOf } from "./shares.ts";
import { workOf } from "./work.ts";

/** 0 threads: the calling thread itself. */
export interface Choice {
  readonly threads: number;
  readonly milliseconds: number;
}

/** On how many threads a program runs best. */
export interface Plan {
  choose(batches: number): Choice;
  /** Milliseconds for the longest instruction of a run on so many threads. */
  longest(threads: number): number;
  /** What a run has taken. */
  learn(threads: number, batches: number, milliseconds: number): void;
}

/** A program on so many threads. */
interface Estimate {
  /** Milliseconds of a batch's kernels, and of its longest instruction, by the model. */
  readonly computing: number;
  readonly longest: number;
  readonly barriers: number;
  /** How many times as long as the model says it takes, as runs have shown. */
  slowness: number;
  /** Whether there has been a run. */
  seen: boolean;
}

// shorter runs say more about the clock than about the kernels
const LEARN_MILLISECONDS = 0.2;
// a run that computes for less than so many messages says more about those
const RUN_OF_MESSAGES = 10;
const MOST_MESSAGE_MILLISECONDS = 1;
// messages on a machine of their own: what is dear today is tried again some day
const IDLE_MESSAGE_MILLISECONDS = 0.05;
const FORGET_MILLISECONDS = 10_000;
// threads that begin on one core are parted about then, and hot kernels compiled once more
const SETTLED_MILLISECONDS = 100;

/**
 * The cost of n batches on t threads:  message_t + n · slowness_t (unit · work_t + barriers_t · barrier_t),  where work_t adds up each
 * phase's largest share. All of it is measured at start, but the slowness, which is the program's own: it begins as 1, and runs correct it.
 * @param program its records
 * @param longestInline milliseconds of a run: the calling thread has other things to do, and what takes longer is for the threads
 */
export function createPlan(program: readonly Record[], costs: Costs, longestInline = 10): Plan {
  const estimates = new Map([0, ...costs.of.keys()].map((threads) => [threads, estimate(threads)]));
  // on any number of threads, as far as runs have shown
  let leastSlowness = 1;

  function estimate(threads: number): Estimate {
    const phases = phasesOf(program, Math.max(1, threads));
    const { work, longest } = loadOf(phases, Math.max(1, threads));
    const barriers = phases.filter(({ barrier }) => barrier).length;
    return { computing: costs.unit * work, longest: costs.unit * longest, barriers, slowness: 1, seen: false };
  }
  const costOf = (threads: number) => costs.of.get(threads) ?? { message: 0, barrier: 0 };
  const expected = (threads: number) => {
    const { computing, barriers } = estimates.get(threads)!;
    return computing + barriers * costOf(threads).barrier;
  };

  return {
    choose(batches) {
      const choices = [...estimates].map(([threads, { slowness }]) => ({
        threads,
        milliseconds: costOf(threads).message + batches * slowness * expected(threads),
      }));
      const [inline, ...others] = choices;
      const allowed = inline!.milliseconds <= longestInline ? choices : others;
      return allowed.reduce((best, choice) => (choice.milliseconds < best.milliseconds ? choice : best));
    },
    longest: (threads) => estimates.get(threads)!.slowness * estimates.get(threads)!.longest,
    learn(threads, batches, milliseconds) {
      const forgotten = Math.min(1, milliseconds / FORGET_MILLISECONDS);
      for (const [count, cost] of costs.of) {
        if (count === threads) continue;
        cost.message += forgotten * (IDLE_MESSAGE_MILLISECONDS - cost.message);
        if (count > 1) cost.barrier += forgotten * (count * IDLE_ARRIVAL_MILLISECONDS - cost.barrier);
      }
      const asExpected = batches * expected(threads);
      if (milliseconds < LEARN_MILLISECONDS || asExpected === 0) return;
      const ran = estimates.get(threads)!;
      const cost = costs.of.get(threads);
      if (cost && ran.slowness * asExpected < RUN_OF_MESSAGES * cost.message) {
        const message = Math.max(0, milliseconds - ran.slowness * asExpected);
        cost.message = between(cost.message, Math.min(message, MOST_MESSAGE_MILLISECONDS));
        // what no message takes was computing
        if (message <= MOST_MESSAGE_MILLISECONDS) return;
      }
      const computing = Math.max(0, milliseconds - costOf(threads).message);
      ran.slowness = corrected(ran.slowness, computing / asExpected, milliseconds);
      ran.seen = true;
      // kernels that an engine has compiled once more are faster on any number of threads, and what was seen before says less; what is
      // slower may be the threads
      const faster = Math.min(1, ran.slowness / leastSlowness);
      leastSlowness *= faster;
      const outdated = Math.max(forgotten, 1 - faster);
      for (const other of estimates.values()) {
        if (other === ran) continue;
        other.slowness *= faster;
        if (other.seen) other.slowness += outdated * (ran.slowness - other.slowness);
      }
    },
  };
}

const between = (a: number, b: number) => (a + b) / 2;

/**
 * How slow it was believed to be, moved towards what was seen: little by what was slower, the less the shorter it was. Who is interrupted is
 * only ever slower, and threads that begin on one core aren't parted at once.
 */
function corrected(believed: number, seen: number, milliseconds: number): number {
  if (seen < believed) return between(believed, seen);
  const weight = 0.2 * Math.min(1, milliseconds / SETTLED_MILLISECONDS);
  return believed + weight * (Math.min(seen, 2 * believed) - believed);
}

/** The work that the threads do one after the other, since each phase is as slow as its slowest thread; and the longest instruction. */
function loadOf(phases: readonly Phase[], threads: number): { readonly work: number; readonly longest: number } {
  let work = 0;
  let longest = 0;
  for (const { records } of phases) {
    const shares = Array.from({ length: threads }, (_, thread) =>
      records.map((divided) => shareOf(divided, thread)).map((share) => (share ? workOf(share) : 0)),
    );
    work += Math.max(...shares.map((works) => works.reduce((sum, w) => sum + w, 0)));
    longest = Math.max(longest, ...shares.flat());
  }
  return { work, longest };
}
