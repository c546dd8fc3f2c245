/** What a training step is to a model of its threads. */
export interface Step {
  readonly layers: readonly number[];
  readonly batchSize: number;
  /** Microseconds on one thread. */
  readonly alone: number;
  /** Share that more threads don't make shorter. */
  readonly serial: number;
}

/** A barrier of two threads, in microseconds; and how many a step has. */
export interface Meeting {
  readonly ofTwo: number;
  readonly barriers: number;
}

/**
 * How many times as fast t threads are as one:  1 / (s + (1 − s) (f ⌈n / t⌉ / n + (1 − f) / t) + barriers · barrier_t / T₁)
 *
 * The share f, forward and δ, is split by the batch's n rows, the weight changes by the weights' rows, of which there are always enough.
 * A barrier is one counter that all threads add to, one after the other:  barrier_t = barrier_2 · t / 2.
 */
export function speedup(
  threads: number,
  { layers, batchSize: n, alone, serial }: Step,
  { ofTwo, barriers }: Meeting,
): number {
  const f = shareByRows(layers);
  const split = (f * Math.ceil(n / threads)) / n + (1 - f) / threads;
  const meeting = threads > 1 ? (barriers * ofTwo * threads) / 2 / alone : 0;
  return 1 / (serial + (1 - serial) * split + meeting);
}

/** Multiply-adds of a sample: I · J forward and I · J for the weight change of every layer, and for δ of every layer but the first. */
function shareByRows(layers: readonly number[]): number {
  const weights = layers.slice(1).map((units, l) => layers[l]! * units);
  const all = weights.reduce((sum, w) => sum + w, 0);
  return (2 * all - weights[0]!) / (3 * all - weights[0]!);
}

/**
 * The share that two and more threads have not divided (Karp and Flatt 1990), where t programs at once are `ceiling` times as fast as
 * one and threads `speedup` times:  s = (1 / ψ − 1 / t) / (1 − 1 / t)  with  ψ = t · speedup / ceiling,  so that cores which share their
 * clock or caches don't count as serial work.
 */
export function serialShare(threads: number, speedup: number, ceiling: number): number {
  const psi = (threads * speedup) / ceiling;
  return Math.max(0, (1 / psi - 1 / threads) / (1 - 1 / threads));
}
