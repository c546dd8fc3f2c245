import type { Generator } from "./random.ts";

/**
 * Numbers from N(0, 1), by the polar method (Marsaglia and Bray 1964): (x, y) uniform in the unit disc, s = x² + y², gives two
 * independent ones, x √(−2 ln s / s) and y √(−2 ln s / s). Only + − × ÷ and √ are used, each rounded as IEEE 754 fixes it: the same
 * bits on every engine.
 */
export function normal({ uniform }: Generator): () => number {
  let other: number | undefined;
  return () => {
    if (other !== undefined) {
      const second = other;
      other = undefined;
      return second;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const s = x * x + y * y;
      if (s === 0 || s >= 1) continue;
      const scale = Math.sqrt((-2 * ln(s)) / s);
      other = y * scale;
      return x * scale;
    }
  };
}

/**
 * ln x of a positive, finite x, within 2 units in the last place; Math.log differs between engines. With x = m 2^e and m in [√½, √2)
 * it is e ln 2 + 2 artanh f, f = (m − 1) / (m + 1), and artanh f = f + f³/3 + f⁵/5 + …
 */
export function ln(x: number): number {
  let m = x;
  let e = 0;
  for (; m < Math.SQRT1_2; e--) m *= 2;
  for (; m >= Math.SQRT2; e++) m /= 2;
  const f = (m - 1) / (m + 1);
  const f2 = f * f;
  let series = 0;
  // |f| < 0.172: what follows f²¹/21 is less than 2⁻⁶⁰ of the sum
  for (let odd = 21; odd > 1; odd -= 2) series = f2 * (1 / odd + series);
  return e * Math.LN2 + 2 * (f + f * series);
}
