import type { Cells } from "./cells.ts";

/** a_j = 1 / (1 + e^(−net_j)), element by element   n × J; ±∞ give 0 and 1 */
export function sigmoid(net: Cells, out: Cells): void {
  const x = net.values;
  const y = out.values;
  for (let e = 0; e < y.length; e++) y[e] = 1 / (1 + Math.exp(-x[e]!));
}
