import type { ErrorSource } from "@deltarule/core";
import type { Cells } from "./cells.ts";

/** δ_k = (t_k − a_k) a_k (1 − a_k), or δ_j = error_j a_j (1 − a_j)   n × J, rounded once */
export function delta(a: Cells, source: ErrorSource<Cells>, out: Cells): void {
  const y = a.values;
  const d = out.values;
  if ("target" in source) {
    const t = source.target.values;
    for (let e = 0; e < d.length; e++) d[e] = (t[e]! - y[e]!) * y[e]! * (1 - y[e]!);
  } else {
    const error = source.error.values;
    for (let e = 0; e < d.length; e++) d[e] = error[e]! * y[e]! * (1 - y[e]!);
  }
}
