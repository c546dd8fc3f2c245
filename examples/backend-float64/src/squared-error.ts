import type { Cells } from "./cells.ts";

/** out_r ← out_r + ½ Σ_k (t_k − a_k)²   n × 1 */
export function squaredError(a: Cells, target: Cells, out: Cells): void {
  for (let r = 0; r < a.rows; r++) {
    let sum = 0;
    for (let e = r * a.cols; e < (r + 1) * a.cols; e++) sum += (target.values[e]! - a.values[e]!) ** 2;
    out.values[r]! += 0.5 * sum;
  }
}
