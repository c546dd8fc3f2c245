import type { Generator } from "./random.ts";

/** Fills an epoch's order, n samples in ascending order, with those that it visits. */
export type Resampling = (order: Uint32Array, random: Generator) => void;

/**
 * Systematic resampling (Kitagawa 1996): sample s comes n w_s / Σ w times on average over the epochs, and in each of them this number
 * rounded down or up. One draw an epoch places n pointers at even distances along Σ w; a sample comes once for each that falls into its w_s.
 *
 * @param weights n of them, finite, at least 0 and not all 0
 */
export function systematicResampling(weights: Float64Array): Resampling {
  const n = weights.length;
  const largest = weights.reduce((a, b) => Math.max(a, b));
  // whole numbers whose n-fold sum stays below 2⁵³: what follows is exact, so an epoch never has a visit too many or too few
  const whole = weights.map((w) => Math.round((w / largest) * Math.floor(2 ** 52 / n)));
  const distance = whole.reduce((sum, w) => sum + w, 0);
  const beyond = whole.map((w) => (n * w) % distance);
  const certain = whole.map((w, s) => (n * w - beyond[s]!) / distance);

  return (order, { integer }) => {
    let sincePointer = integer(distance);
    let at = 0;
    for (let s = 0; s < n; s++) {
      let visits = certain[s]!;
      sincePointer += beyond[s]!;
      if (sincePointer >= distance) {
        sincePointer -= distance;
        visits++;
      }
      for (; visits > 0; visits--) order[at++] = s;
    }
  };
}
