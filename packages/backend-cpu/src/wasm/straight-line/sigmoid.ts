import type { Code } from "./code.ts";
import * as code from "./code.ts";

/** a·b + c, as the build computes it */
export type Madd = (a: Code, b: Code, c: Code) => Code;
export type Keep = (value: Code) => Code;

/** 1 / (1 + e^(−net)): operation by operation what `assembly/sigmoid.ts` does. */
export function sigmoid(net: Code, keep: Keep, madd: Madd): Code {
  const { add, addInts, div, floats, ints, mul, shiftLeft } = code;
  const one = floats(1);
  const x = keep(code.neg(code.min(code.abs(net), floats(104))));
  const n = keep(code.nearest(mul(x, floats(Math.LOG2E))));
  const r = keep(madd(n, floats(2.1219444e-4), madd(n, floats(-0.693359375), x)));
  const coefficients = [1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 0.5];
  const polynomial = coefficients.reduce((p, coefficient) => madd(p, r, floats(coefficient)), floats(1.98756915e-4));
  const p = keep(add(madd(mul(r, r), polynomial, r), one));
  const exponent = keep(code.truncate(n));
  const half = keep(code.shiftRight(exponent, 1));
  const powerOfTwo = (n: Code) => shiftLeft(addInts(n, ints(127)), 23);
  const e = keep(mul(mul(p, powerOfTwo(half)), powerOfTwo(code.subInts(exponent, half))));
  const numerator = code.bitselect(e, one, code.lessThan(net, floats(0)));
  return div(numerator, add(one, e));
}
