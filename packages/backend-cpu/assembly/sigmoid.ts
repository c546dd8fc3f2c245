import { madd } from "./madd";

/**
 * a = 1 / (1 + e^(−net)) in each lane; ±∞ give 0 and 1, NaN stays NaN.
 *
 * With e = e^(−|net|) in (0, 1] it is 1 / (1 + e) for net ≥ 0 and e / (1 + e) below, so small activations keep their precision.
 * e^x = 2^n e^r with n = round(x / ln 2) and |r| ≤ ½ ln 2, ln 2 split in two (Cody and Waite), e^r by a polynomial of degree 6
 * (Taylor's, its last terms fitted; relative error below 2⁻²⁶), in Estrin's order: a small network waits for each sigmoid, and this
 * chain is half as long as Horner's.
 */
// @ts-ignore: decorator
@inline
export function sigmoid4(net: v128): v128 {
  const one = f32x4.splat(1), shift = f32x4.splat(12582912);
  // −|net|; below −104 the activation is under half of the smallest subnormal, and pmax keeps a NaN
  const x = f32x4.pmax(v128.or(net, f32x4.splat(-0.0)), f32x4.splat(-104));
  // 1.5 · 2²³ + n: the addition rounds to a whole number, and the lowest bits are n
  const shifted = madd(x, f32x4.splat(1.44269504), shift);
  const n = f32x4.sub(shifted, shift);
  const r = madd(n, f32x4.splat(2.12194440e-4), madd(n, f32x4.splat(-0.693359375), x));
  const r2 = f32x4.mul(r, r);
  const low = madd(f32x4.splat(1.6666665459e-1), r, f32x4.splat(0.5));
  const middle = madd(f32x4.splat(8.3334519073e-3), r, f32x4.splat(4.1665795894e-2));
  const high = madd(f32x4.splat(1.9875691500e-4), r, f32x4.splat(1.3981999507e-3));
  const expm1 = madd(r2, madd(f32x4.mul(r2, r2), high, madd(r2, middle, low)), r);
  // 2^n in two factors: n goes down to −150, the exponent of a single factor only to −126
  const half = i32x4.shr_s(shifted, 1);
  const scale = powerOfTwo(half);
  const e = f32x4.mul(madd(expm1, scale, scale), powerOfTwo(i32x4.sub(shifted, half)));
  const numerator = v128.bitselect(e, one, f32x4.lt(net, f32x4.splat(0)));
  return f32x4.div(numerator, f32x4.add(one, e));
}

/** 2^n for −126 ≤ n ≤ 127, by its exponent bits; only the lowest nine bits of each lane count, the shift drops the others */
// @ts-ignore: decorator
@inline
function powerOfTwo(n: v128): v128 {
  return i32x4.add(i32x4.shl(n, 23), i32x4.splat(0x3f800000));
}

/** a_j = 1 / (1 + e^(−net_j)), `width` bytes of each of the rows, which lie `stride` apart */
export function sigmoid(net: usize, out: usize, rows: i32, width: usize, stride: usize): void {
  for (; rows > 0; rows--, net += stride, out += stride) {
    for (let at: usize = 0; at < width; at += 16) v128.store(out + at, sigmoid4(v128.load(net + at)));
  }
}
