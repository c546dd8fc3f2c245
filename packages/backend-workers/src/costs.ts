import type { Pool } from "./pool.ts";

/** What computing costs here, in milliseconds: measured at start, corrected by what runs really take. */
export interface Costs {
  /** A multiply-add of vectors of four in the kernels. */
  readonly unit: number;
  /** By the numbers of threads that a program may run on. */
  readonly of: ReadonlyMap<number, ThreadCosts>;
}

export interface ThreadCosts {
  /** A run's messages to the threads and back. */
  message: number;
  /** A barrier, as it was lately. */
  barrier: number;
}

/** 1, 2, 4, … and all. */
export function countsUpTo(threads: number): number[] {
  const counts = [];
  for (let count = 1; count < threads; count *= 2) counts.push(count);
  return [...counts, threads];
}

const BARRIERS = 64;
const TRIES = 3;
const BUDGET_MILLISECONDS = 5;
const MOST_MESSAGE_MILLISECONDS = 0.2;
/** A thread's arrival at a barrier, on a machine of its own. */
export const IDLE_ARRIVAL_MILLISECONDS = 0.00015;
// what takes threads that are awake longer than this to arrive is other programs
const MOST_ARRIVAL_MILLISECONDS = 0.002;

/**
 * Measures messages and barriers by runs that do nothing else, the least of a few: a thread that is woken late says nothing of either. Past
 * a few milliseconds the rest is taken from what has been seen.
 * @param patience as in a run
 */
export async function measureThreads(pool: Pool, threads: number, patience: number): Promise<Costs["of"]> {
  const began = performance.now();
  const took = async (count: number, batches: number) => {
    const run = {
      phases: [{ address: 0, instructions: 0, barrier: true }],
      short: true,
      threads: count,
      patience,
      order: 0,
      batchSize: 0,
      batches,
    };
    const from = performance.now();
    await pool.run(Array(count).fill(run), 0);
    return performance.now() - from;
  };
  const costs = new Map<number, ThreadCosts>();
  // the first of all runs code that isn't compiled yet: the dearest that there is, where there is no time for more
  const first = await took(threads, BARRIERS);
  let last = { message: Math.min(first, MOST_MESSAGE_MILLISECONDS), barrier: first / BARRIERS };
  const most = patience > 0 ? MOST_ARRIVAL_MILLISECONDS : Number.POSITIVE_INFINITY;
  for (const count of countsUpTo(threads)) {
    let [message, barriers] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let tries = 0; tries < TRIES && performance.now() - began < BUDGET_MILLISECONDS; tries++) {
      message = Math.min(message, await took(count, 0));
      barriers = Math.min(barriers, await took(count, BARRIERS));
    }
    if (message < Number.POSITIVE_INFINITY)
      last = {
        message: Math.min(message, MOST_MESSAGE_MILLISECONDS),
        barrier: (barriers - message) / BARRIERS,
      };
    const barrier = Math.min(Math.max(last.barrier, count * IDLE_ARRIVAL_MILLISECONDS), count * most);
    costs.set(count, { message: last.message, barrier: count === 1 ? 0 : barrier });
  }
  return costs;
}
