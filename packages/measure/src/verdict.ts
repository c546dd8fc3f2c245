import type { Facts } from "@deltarule/core";
import type { Proof } from "./candidate.ts";

/** Unit roundoff of a backend's precision. */
export const roundoff: Readonly<Record<Facts["precision"], number>> = { f16: 2 ** -11, f32: 2 ** -24, f64: 2 ** -53 };

/** How far something is off the float64 oracle, and how far it may be. */
export interface Comparison {
  readonly what: string;
  readonly off: number;
  readonly allowed: number;
}

/** The worst of the comparisons decides, and a NaN is the worst of all. */
export function verdict(when: string, comparisons: readonly Comparison[]): Proof {
  const share = ({ off, allowed }: Comparison) => (off <= allowed ? off / (allowed || 1) : Number.POSITIVE_INFINITY);
  const worst = comparisons.reduce((x, y) => (share(y) > share(x) ? y : x));
  const exponential = (x: number) => x.toExponential(1);
  return {
    correct: share(worst) <= 1,
    detail: `${when}, ${worst.what} is ${exponential(worst.off)} off float64; allowed ${exponential(worst.allowed)}`,
  };
}
