import type { Cells } from "./cells.ts";

/** w ← w + rate·step */
export function update(w: Cells, step: Cells, rate: number): void {
  step.values.forEach((x, e) => {
    w.values[e]! += rate * x;
  });
}
