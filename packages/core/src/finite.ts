import type { Values } from "./backend.ts";

export const isFiniteLayer = ({ weights, bias }: { readonly weights: Values; readonly bias: Values | undefined }) =>
  allFinite(weights) && (bias === undefined || allFinite(bias));

// millions of weights a report: `every` calls back for each
function allFinite(values: Values): boolean {
  for (const x of values) if (!Number.isFinite(x)) return false;
  return true;
}
