/** Where the middle half of the values lies. */
export interface Spread {
  readonly median: number;
  /** A quarter of the values is at most this. */
  readonly lower: number;
  /** A quarter of the values is at least this. */
  readonly upper: number;
}

/** Median and quartiles of at least one value. */
export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((x, y) => x - y);
  return { median: quantile(sorted, 1 / 2), lower: quantile(sorted, 1 / 4), upper: quantile(sorted, 3 / 4) };
}

/** The value below which a share p of the sorted values lies, linear between neighbours (Hyndman and Fan 1996, type 7). */
export function quantile(sorted: readonly number[], p: number): number {
  const at = p * (sorted.length - 1);
  const below = Math.floor(at);
  const x = sorted[below]!;
  const next = sorted[below + 1];
  return next === undefined ? x : x + (at - below) * (next - x);
}

/**
 * How many times faster than the baseline, round by round: neighbours on the machine slow both down in the same round, so the
 * ratio of a round is steadier than the ratio of two medians.
 */
export const pairedRatio = (rates: readonly number[], baseline: readonly number[]): Spread =>
  spread(rates.map((rate, round) => rate / baseline[round]!));
