import { madd } from "./madd";

/**
 * a = 1 / (1 + e^(−net)) in each lane; ±∞ give 0 and 1, NaN stays NaN.
 *
 * With e = e^(−|net|) in (0, 1] it is 1 / (1 + e) for net ≥ 0 and e / (1 + e) below, so small activations keep their precision.
 * e^x = 2^n e^r with n = round(x / ln 2) and |r| ≤ ½ ln 2, ln 2 split in two (Cody and Waite), e^r by a polynomial of degree 6
 * (Taylor's, its last terms fitted; relative error below 2⁻²⁶).
 */
// @ts-ignore: decorator
@inline
export function sigmoid4(net: v128): v128 {
  const one = f32x4.splat(1);
  // below −104 the activation is under half of the smallest subnormal
  const x = f32x4.neg(f32x4.min(f32x4.abs(net), f32x4.splat(104)));
  const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.44269504)));
  const r = madd(n, f32x4.splat(2.12194440e-4), madd(n, f32x4.splat(-0.693359375), x));
  let p = madd(f32x4.splat(1.9875691500e-4), r, f32x4.splat(1.3981999507e-3));
  p = madd(p, r, f32x4.splat(8.3334519073e-3));
  p = madd(p, r, f32x4.splat(4.1665795894e-2));
  p = madd(p, r, f32x4.splat(1.6666665459e-1));
  p = madd(p, r, f32x4.splat(0.5));
  p = f32x4.add(madd(f32x4.mul(r, r), p, r), one);
  // 2^n in two factors: n goes down to −150, the exponent of a single factor only to −126
  const exponent = i32x4.trunc_sat_f32x4_s(n);
  const half = i32x4.shr_s(exponent, 1);
  const e = f32x4.mul(f32x4.mul(p, powerOfTwo(half)), powerOfTwo(i32x4.sub(exponent, half)));
  const numerator = v128.bitselect(e, one, f32x4.lt(net, f32x4.splat(0)));
  return f32x4.div(numerator, f32x4.add(one, e));
}

/** 2^n for −126 ≤ n ≤ 127, by its exponent bits */
// @ts-ignore: decorator
@inline
function powerOfTwo(n: v128): v128 {
  return i32x4.shl(i32x4.add(n, i32x4.splat(127)), 23);
}

/** a_j = 1 / (1 + e^(−net_j)), `bytes` of them, rows padded to whole vectors */
export function sigmoid(net: usize, out: usize, bytes: usize): void {
  for (const end = net + bytes; net < end; net += 16, out += 16) v128.store(out, sigmoid4(v128.load(net)));
}
