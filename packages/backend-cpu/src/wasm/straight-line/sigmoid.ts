import type { Code } from "./code.ts";
import * as code from "./code.ts";
import type { Keep } from "./statements.ts";

/** a·b + c, as the build computes it */
export type Madd = (a: Code, b: Code, c: Code) => Code;

/** 1 / (1 + e^(−net)): operation by operation what `assembly/sigmoid.ts` does. */
export function sigmoid(net: Code, keep: Keep, madd: Madd): Code {
  const { add, addInts, div, floats, ints, mul, shiftLeft, shiftRight, sub, subInts } = code;
  const one = floats(1);
  const shift = floats(12582912);
  const x = keep(code.pmax(code.or(net, floats(-0)), floats(-104)));
  const shifted = keep(madd(x, floats(Math.LOG2E), shift));
  const n = keep(sub(shifted, shift));
  const r = keep(madd(n, floats(2.1219444e-4), madd(n, floats(-0.693359375), x)));
  const r2 = keep(mul(r, r));
  const low = madd(floats(1.6666665459e-1), r, floats(0.5));
  const middle = madd(floats(8.3334519073e-3), r, floats(4.1665795894e-2));
  const high = madd(floats(1.98756915e-4), r, floats(1.3981999507e-3));
  const expm1 = madd(r2, madd(mul(r2, r2), high, madd(r2, middle, low)), r);
  const powerOfTwo = (n: Code) => addInts(shiftLeft(n, 23), ints(0x3f800000));
  const half = keep(shiftRight(shifted, 1));
  const scale = keep(powerOfTwo(half));
  const e = keep(mul(madd(expm1, scale, scale), powerOfTwo(subInts(shifted, half))));
  const numerator = code.bitselect(e, one, code.lessThan(net, floats(0)));
  return div(numerator, add(one, e));
}
