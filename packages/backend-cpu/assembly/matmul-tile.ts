import { finish } from "./finish";
import { madd } from "./madd";

/*
 * Each case of `tile` is a function of its own, exported so that no optimiser inlines it: among the variables of a caller the loop
 * would lose its registers, and a third of its speed. The unpacked ones of four rows take all fours of m rows in one call: a call a tile
 * was a twentieth of a step of 784-30-10.
 */

export function packed4x8(
  inner: i32, a: usize, b: usize, out: usize, outRow: usize, mode: i32, alpha: f32, beta: f32, bias: usize,
): void {
  tile(4, true, true, inner, a, 0, 0, b, 0, out, outRow, mode, alpha, beta, bias);
}

export function packed4x4(
  inner: i32, a: usize, b: usize, out: usize, outRow: usize, mode: i32, alpha: f32, beta: f32, bias: usize,
): void {
  tile(4, false, true, inner, a, 0, 0, b, 0, out, outRow, mode, alpha, beta, bias);
}

export function packed2x8(
  inner: i32, a: usize, b: usize, out: usize, outRow: usize, mode: i32, alpha: f32, beta: f32, bias: usize,
): void {
  tile(2, true, true, inner, a, 0, 0, b, 0, out, outRow, mode, alpha, beta, bias);
}

export function packed2x4(
  inner: i32, a: usize, b: usize, out: usize, outRow: usize, mode: i32, alpha: f32, beta: f32, bias: usize,
): void {
  tile(2, false, true, inner, a, 0, 0, b, 0, out, outRow, mode, alpha, beta, bias);
}

export function packed1x8(
  inner: i32, a: usize, b: usize, out: usize, outRow: usize, mode: i32, alpha: f32, beta: f32, bias: usize,
): void {
  tile(1, true, true, inner, a, 0, 0, b, 0, out, outRow, mode, alpha, beta, bias);
}

export function packed1x4(
  inner: i32, a: usize, b: usize, out: usize, outRow: usize, mode: i32, alpha: f32, beta: f32, bias: usize,
): void {
  tile(1, false, true, inner, a, 0, 0, b, 0, out, outRow, mode, alpha, beta, bias);
}

export function unpacked4x8(
  m: i32, inner: i32, a: usize, aRow: usize, aStep: usize, b: usize, bRow: usize,
  out: usize, outRow: usize, mode: i32, alpha: f32, beta: f32, bias: usize,
): void {
  for (; m >= 4; m -= 4, a += 4 * aRow, out += 4 * outRow)
    tile(4, true, false, inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
}

export function unpacked4x4(
  m: i32, inner: i32, a: usize, aRow: usize, aStep: usize, b: usize, bRow: usize,
  out: usize, outRow: usize, mode: i32, alpha: f32, beta: f32, bias: usize,
): void {
  for (; m >= 4; m -= 4, a += 4 * aRow, out += 4 * outRow)
    tile(4, false, false, inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
}

export function unpacked2x8(
  inner: i32, a: usize, aRow: usize, aStep: usize, b: usize, bRow: usize,
  out: usize, outRow: usize, mode: i32, alpha: f32, beta: f32, bias: usize,
): void {
  tile(2, true, false, inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
}

export function unpacked2x4(
  inner: i32, a: usize, aRow: usize, aStep: usize, b: usize, bRow: usize,
  out: usize, outRow: usize, mode: i32, alpha: f32, beta: f32, bias: usize,
): void {
  tile(2, false, false, inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
}

export function unpacked1x8(
  inner: i32, a: usize, aRow: usize, aStep: usize, b: usize, bRow: usize,
  out: usize, outRow: usize, mode: i32, alpha: f32, beta: f32, bias: usize,
): void {
  tile(1, true, false, inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
}

export function unpacked1x4(
  inner: i32, a: usize, aRow: usize, aStep: usize, b: usize, bRow: usize,
  out: usize, outRow: usize, mode: i32, alpha: f32, beta: f32, bias: usize,
): void {
  tile(1, false, false, inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
}

/**
 * A tile of `rows` (1, 2 or 4) × 8 or 4 elements of out; each sum runs over its products in order, whatever tile it falls into.
 *
 * `rows`, `wide` and `packed` are literals at every call, so that the compiler leaves only one case of this body. 4 × 8 is as large
 * as it may be: eight sums, two vectors of b and one of a are what fits V8's registers.
 */
// @ts-ignore: decorator
@inline
function tile(
  rows: i32, wide: bool, packed: bool, inner: i32,
  a: usize, aRow: usize, aStep: usize, b: usize, bRow: usize,
  out: usize, outRow: usize, mode: i32, alpha: f32, beta: f32, bias: usize,
): void {
  let s00 = f32x4.splat(0), s01 = f32x4.splat(0), s10 = f32x4.splat(0), s11 = f32x4.splat(0);
  let s20 = f32x4.splat(0), s21 = f32x4.splat(0), s30 = f32x4.splat(0), s31 = f32x4.splat(0);
  let a1 = a, a2 = a, a3 = a;
  if (!packed) {
    a1 = a + aRow;
    a2 = a1 + aRow;
    a3 = a2 + aRow;
  }
  const end = packed ? b + (<usize>inner << 5) : b + <usize>inner * bRow;
  while (b < end) {
    const b0 = v128.load(b);
    const b1 = wide ? v128.load(b, 16) : b0;
    let x = v128.load32_splat(a);
    s00 = madd(x, b0, s00);
    if (wide) s01 = madd(x, b1, s01);
    if (rows > 1) {
      x = packed ? v128.load32_splat(a, 4) : v128.load32_splat(a1);
      s10 = madd(x, b0, s10);
      if (wide) s11 = madd(x, b1, s11);
    }
    if (rows > 2) {
      x = packed ? v128.load32_splat(a, 8) : v128.load32_splat(a2);
      s20 = madd(x, b0, s20);
      if (wide) s21 = madd(x, b1, s21);
      x = packed ? v128.load32_splat(a, 12) : v128.load32_splat(a3);
      s30 = madd(x, b0, s30);
      if (wide) s31 = madd(x, b1, s31);
    }
    if (packed) {
      a += 16;
      b += 32;
    } else {
      a += aStep;
      if (rows > 1) a1 += aStep;
      if (rows > 2) {
        a2 += aStep;
        a3 += aStep;
      }
      b += bRow;
    }
  }
  const scale = f32x4.splat(alpha), keep = f32x4.splat(beta);
  finish(mode, s00, out, bias, scale, keep);
  if (wide) finish(mode, s01, out + 16, bias + 16, scale, keep);
  if (rows > 1) {
    out += outRow;
    finish(mode, s10, out, bias, scale, keep);
    if (wide) finish(mode, s11, out + 16, bias + 16, scale, keep);
  }
  if (rows > 2) {
    out += outRow;
    finish(mode, s20, out, bias, scale, keep);
    if (wide) finish(mode, s21, out + 16, bias + 16, scale, keep);
    out += outRow;
    finish(mode, s30, out, bias, scale, keep);
    if (wide) finish(mode, s31, out + 16, bias + 16, scale, keep);
  }
}
