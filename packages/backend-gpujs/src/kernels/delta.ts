import { elementwise } from "./elementwise.ts";

/** δ_k = (t_k − a_k) a_k (1 − a_k)   n × K */
export const deltaFromTarget = elementwise(
  ["a", "target"],
  [],
  (a, target) => `(${target} - ${a}) * ${a} * (1 - ${a})`,
);

/** Text of δ_j = error_j a_j (1 − a_j) */
export const hiddenDelta = (a: string, error: string): string => `${error} * ${a} * (1 - ${a})`;

/** δ_j = error_j a_j (1 − a_j)   n × J */
export const deltaFromError = elementwise(["a", "error"], [], hiddenDelta);
