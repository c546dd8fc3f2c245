import type { Cells } from "./cells.ts";

/** w ← w + rate·step   I × J, rounded once */
export function update(w: Cells, step: Cells, rate: number): void {
  const weights = w.values;
  const change = step.values;
  const epsilon = Math.fround(rate);
  for (let e = 0; e < weights.length; e++) weights[e]! += epsilon * change[e]!;
}
