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
const BUDGET_MILLISECONDS = 5;
const MOST_MESSAGE_MILLISECONDS = 0.2;

/** Measures messages and barriers by runs that do nothing else; past a few milliseconds the rest is taken from what has been seen. */
export async function measureThreads(pool: Pool, threads: number, spins: number): Promise<Costs["of"]> {
  const began = performance.now();
  const took = async (count: number, batches: number) => {
    const run = {
      phases: [{ address: 0, instructions: 0, barrier: true }],
      short: true,
      threads: count,
      spins,
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
  for (const count of countsUpTo(threads)) {
    if (performance.now() - began < BUDGET_MILLISECONDS) {
      const message = await took(count, 0);
      last = { message, barrier: Math.max(0, (await took(count, BARRIERS)) - message) / BARRIERS };
    }
    costs.set(count, { message: last.message, barrier: count === 1 ? 0 : last.barrier });
  }
  return costs;
}
