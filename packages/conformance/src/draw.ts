import { generator } from "@deltarule/core";
import type { Precision } from "./precision.ts";
import { map, type Table, table } from "./reference.ts";

/** Numbers of the precision, uniform in a range, from a seed: the oracle and the backend start from the same bits. */
export function draw(
  { round }: Precision,
  rows: number,
  cols: number,
  { seed, from = -1, to = 1 }: { readonly seed: number; readonly from?: number; readonly to?: number },
): Table {
  const { uniform } = generator(seed);
  return map(table(rows, cols), () => round(from + (to - from) * uniform()));
}

/** Small whole numbers, whose sums of products are exact in every precision and order. */
export function drawWhole(rows: number, cols: number, { seed, largest }: { seed: number; largest: number }): Table {
  const { integer } = generator(seed);
  return map(table(rows, cols), () => integer(2 * largest + 1) - largest);
}
