import type { Facts } from "@deltarule/core";

/** A floating-point format as the error analysis sees it. */
export interface Precision {
  /** Unit roundoff u: the result of one rounded operation is off by at most u, relatively. */
  readonly u: number;
  /** Bits of the significand, the hidden one included. */
  readonly digits: number;
  /** λ: what is smaller may come out as zero, on a device that flushes subnormal numbers. */
  readonly smallestNormal: number;
  readonly largest: number;
  /** The nearest number of the format, ties to even. */
  round(x: number): number;
}

/** float64, in which the oracle computes. */
const float64: Precision = {
  u: 2 ** -53,
  digits: 53,
  smallestNormal: 2 ** -1022,
  largest: Number.MAX_VALUE,
  round: (x) => x,
};

const formats: Readonly<Record<Facts["precision"], Precision>> = {
  f16: { u: 2 ** -11, digits: 11, smallestNormal: 2 ** -14, largest: 65504, round: roundToFloat16 },
  f32: {
    u: 2 ** -24,
    digits: 24,
    smallestNormal: 2 ** -126,
    largest: (2 - 2 ** -23) * 2 ** 127,
    round: Math.fround,
  },
  f64: float64,
};

export const precisionOf = (facts: Facts): Precision => formats[facts.precision];

function roundToFloat16(x: number): number {
  if (!Number.isFinite(x) || x === 0) return x;
  const exponent = Math.max(-14, Math.floor(Math.log2(Math.abs(x))));
  const quantum = 2 ** (exponent - 10);
  // adding and taking away 2⁵² · 1.5 rounds a float64 to a whole number, ties to even
  const shift = 2 ** 52 * 1.5;
  const rounded = (x / quantum + shift - shift) * quantum;
  return Math.abs(rounded) > 65504 ? Math.sign(x) * Number.POSITIVE_INFINITY : rounded;
}

/** The distance from |x| to the next number of the format; below the normal numbers, theirs. */
export function ulp(x: number, { digits, smallestNormal }: Precision): number {
  const magnitude = Math.max(Math.abs(x), smallestNormal);
  let binade = 2 ** Math.floor(Math.log2(magnitude));
  // log2 may round up to the next whole number just below a power of two
  if (binade > magnitude) binade /= 2;
  return binade * 2 ** (1 - digits);
}

/** γ_k = k·u / (1 − k·u): k roundings one after another (Higham 2002, lemma 3.1). */
export const gamma = (k: number, u: number): number => (k * u < 1 ? (k * u) / (1 - k * u) : Number.POSITIVE_INFINITY);

/** k roundings of the backend, and the oracle's own k in float64. */
export const gammaWithOracle = (k: number, { u }: Precision): number => gamma(k, u) + gamma(k, float64.u);

/** The oracle's own unit roundoff. */
export const oracleRoundoff = float64.u;
