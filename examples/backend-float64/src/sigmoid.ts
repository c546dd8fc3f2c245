import type { Cells } from "./cells.ts";

/** a_j = 1 / (1 + e^(−net_j)), element by element; ±∞ give 0 and 1 */
export function sigmoid(net: Cells, out: Cells): void {
  net.values.forEach((x, e) => {
    out.values[e] = 1 / (1 + Math.exp(-x));
  });
}
