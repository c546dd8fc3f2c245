import type { Values } from "./backend.ts";

export const isFiniteLayer = ({ weights, bias }: { readonly weights: Values; readonly bias: Values | undefined }) =>
  allFinite(weights) && (bias === undefined || allFinite(bias));

// there are millions of them: 0·x is 0 for a finite x and NaN for any other, and the sum keeps a NaN
export function allFinite(values: Values): boolean {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += 0 * values[at]!;
  return sum === 0;
}
