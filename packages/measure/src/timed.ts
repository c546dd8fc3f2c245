import type { Prepared } from "./candidate.ts";

/** One timed region. */
export interface Timed {
  /** Pieces of work in it. */
  readonly count: number;
  readonly milliseconds: number;
  /** Units per second. */
  readonly rate: number;
}

// a candidate that does this much and still shows no time on the clock does nothing
const MOST = 2 ** 40;

/**
 * Times a region of at least `minimum` milliseconds: starts with `count` pieces of work and takes more until it is long enough, so
 * that a candidate which got faster since it was calibrated is not measured by the clock's grain.
 */
export async function timed({ run }: Pick<Prepared, "run">, count: number, minimum: number): Promise<Timed> {
  for (;;) {
    const began = performance.now();
    const work = await run(count);
    const milliseconds = work.milliseconds ?? performance.now() - began;
    if (milliseconds >= minimum) return { count, milliseconds, rate: (1000 * work.units) / milliseconds };
    if (count > MOST)
      throw new Error(`${count} pieces of work took ${milliseconds} ms; expected at least ${minimum} ms`);
    // the first pieces are slower than the later ones, and the clock may be too coarse to see them at all
    const growth = Math.min(8, (1.2 * minimum) / milliseconds);
    count = Math.max(count + 1, Math.ceil(count * growth));
  }
}
