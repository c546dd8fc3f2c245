import type { ErrorSource } from "@deltarule/core";
import type { Cells } from "./cells.ts";

/** δ_k = (t_k − a_k) a_k (1 − a_k) from a target, δ_j = error_j a_j (1 − a_j) from the layer above */
export function delta(a: Cells, source: ErrorSource<Cells>, out: Cells): void {
  a.values.forEach((x, e) => {
    const error = "target" in source ? source.target.values[e]! - x : source.error.values[e]!;
    out.values[e] = error * x * (1 - x);
  });
}
