import { BIAS, KEEP, UPDATE } from "../src/wasm/layout";
import { madd } from "./madd";

/**
 * A tile of 1 to 6 rows × 8 or 4 columns of out; each sum runs over its products in order, whatever tile it falls into. What becomes of the
 * sums is what `finish` says, asked once a tile and not once a vector.
 *
 * `rows` and `wide` are literals at every call, so that the compiler leaves only one case of this body. 6 × 8 is as large as it may be:
 * twelve sums, two vectors of b and one of a are the fifteen registers that V8 has to give. They suffice only where each load of a stands
 * beside its multiply-adds, and V8 (up to Node 22) puts the multiply-adds in the order of its variables, whatever the order here: the last row
 * first. The other way round it loads everything before it multiplies, and keeps a third of the sums in memory.
 */
// @ts-ignore: decorator
@inline
export function tile(
  rows: i32, wide: bool, inner: i32,
  a: usize, aRow: usize, aStep: usize, b: usize, bRow: usize,
  out: usize, outRow: usize, mode: i32, alpha: f32, beta: f32, bias: usize,
): void {
  let s00 = f32x4.splat(0), s01 = f32x4.splat(0), s10 = f32x4.splat(0), s11 = f32x4.splat(0);
  let s20 = f32x4.splat(0), s21 = f32x4.splat(0), s30 = f32x4.splat(0), s31 = f32x4.splat(0);
  let s40 = f32x4.splat(0), s41 = f32x4.splat(0), s50 = f32x4.splat(0), s51 = f32x4.splat(0);
  const end = b + <usize>inner * bRow;
  for (let last = a + <usize>(rows - 1) * aRow; b < end; last += aStep, b += bRow) {
    const b0 = v128.load(b);
    const b1 = wide ? v128.load(b, 16) : b0;
    let from = last;
    let x = v128.load32_splat(from);
    if (rows > 5) {
      s50 = madd(x, b0, s50);
      if (wide) s51 = madd(x, b1, s51);
      from -= aRow;
      x = v128.load32_splat(from);
    }
    if (rows > 4) {
      s40 = madd(x, b0, s40);
      if (wide) s41 = madd(x, b1, s41);
      from -= aRow;
      x = v128.load32_splat(from);
    }
    if (rows > 3) {
      s30 = madd(x, b0, s30);
      if (wide) s31 = madd(x, b1, s31);
      from -= aRow;
      x = v128.load32_splat(from);
    }
    if (rows > 2) {
      s20 = madd(x, b0, s20);
      if (wide) s21 = madd(x, b1, s21);
      from -= aRow;
      x = v128.load32_splat(from);
    }
    if (rows > 1) {
      s10 = madd(x, b0, s10);
      if (wide) s11 = madd(x, b1, s11);
      from -= aRow;
      x = v128.load32_splat(from);
    }
    s00 = madd(x, b0, s00);
    if (wide) s01 = madd(x, b1, s01);
  }
  const keep = f32x4.splat(beta);
  let at = out;
  if (mode == UPDATE) {
    v128.store(at, madd(keep, s00, v128.load(at)));
    if (wide) v128.store(at, madd(keep, s01, v128.load(at, 16)), 16);
    if (rows > 1) {
      at += outRow;
      v128.store(at, madd(keep, s10, v128.load(at)));
      if (wide) v128.store(at, madd(keep, s11, v128.load(at, 16)), 16);
    }
    if (rows > 2) {
      at += outRow;
      v128.store(at, madd(keep, s20, v128.load(at)));
      if (wide) v128.store(at, madd(keep, s21, v128.load(at, 16)), 16);
    }
    if (rows > 3) {
      at += outRow;
      v128.store(at, madd(keep, s30, v128.load(at)));
      if (wide) v128.store(at, madd(keep, s31, v128.load(at, 16)), 16);
    }
    if (rows > 4) {
      at += outRow;
      v128.store(at, madd(keep, s40, v128.load(at)));
      if (wide) v128.store(at, madd(keep, s41, v128.load(at, 16)), 16);
    }
    if (rows > 5) {
      at += outRow;
      v128.store(at, madd(keep, s50, v128.load(at)));
      if (wide) v128.store(at, madd(keep, s51, v128.load(at, 16)), 16);
    }
    return;
  }
  const scale = f32x4.splat(alpha);
  s00 = f32x4.mul(scale, s00);
  if (wide) s01 = f32x4.mul(scale, s01);
  if (rows > 1) {
    s10 = f32x4.mul(scale, s10);
    if (wide) s11 = f32x4.mul(scale, s11);
  }
  if (rows > 2) {
    s20 = f32x4.mul(scale, s20);
    if (wide) s21 = f32x4.mul(scale, s21);
  }
  if (rows > 3) {
    s30 = f32x4.mul(scale, s30);
    if (wide) s31 = f32x4.mul(scale, s31);
  }
  if (rows > 4) {
    s40 = f32x4.mul(scale, s40);
    if (wide) s41 = f32x4.mul(scale, s41);
  }
  if (rows > 5) {
    s50 = f32x4.mul(scale, s50);
    if (wide) s51 = f32x4.mul(scale, s51);
  }
  if (mode & BIAS) {
    const bias0 = v128.load(bias), bias1 = wide ? v128.load(bias, 16) : bias0;
    s00 = f32x4.add(s00, bias0);
    if (wide) s01 = f32x4.add(s01, bias1);
    if (rows > 1) {
      s10 = f32x4.add(s10, bias0);
      if (wide) s11 = f32x4.add(s11, bias1);
    }
    if (rows > 2) {
      s20 = f32x4.add(s20, bias0);
      if (wide) s21 = f32x4.add(s21, bias1);
    }
    if (rows > 3) {
      s30 = f32x4.add(s30, bias0);
      if (wide) s31 = f32x4.add(s31, bias1);
    }
    if (rows > 4) {
      s40 = f32x4.add(s40, bias0);
      if (wide) s41 = f32x4.add(s41, bias1);
    }
    if (rows > 5) {
      s50 = f32x4.add(s50, bias0);
      if (wide) s51 = f32x4.add(s51, bias1);
    }
  }
  if (mode & KEEP) {
    s00 = madd(keep, v128.load(at), s00);
    if (wide) s01 = madd(keep, v128.load(at, 16), s01);
    if (rows > 1) {
      at += outRow;
      s10 = madd(keep, v128.load(at), s10);
      if (wide) s11 = madd(keep, v128.load(at, 16), s11);
    }
    if (rows > 2) {
      at += outRow;
      s20 = madd(keep, v128.load(at), s20);
      if (wide) s21 = madd(keep, v128.load(at, 16), s21);
    }
    if (rows > 3) {
      at += outRow;
      s30 = madd(keep, v128.load(at), s30);
      if (wide) s31 = madd(keep, v128.load(at, 16), s31);
    }
    if (rows > 4) {
      at += outRow;
      s40 = madd(keep, v128.load(at), s40);
      if (wide) s41 = madd(keep, v128.load(at, 16), s41);
    }
    if (rows > 5) {
      at += outRow;
      s50 = madd(keep, v128.load(at), s50);
      if (wide) s51 = madd(keep, v128.load(at, 16), s51);
    }
    at = out;
  }
  v128.store(at, s00);
  if (wide) v128.store(at, s01, 16);
  if (rows > 1) {
    at += outRow;
    v128.store(at, s10);
    if (wide) v128.store(at, s11, 16);
  }
  if (rows > 2) {
    at += outRow;
    v128.store(at, s20);
    if (wide) v128.store(at, s21, 16);
  }
  if (rows > 3) {
    at += outRow;
    v128.store(at, s30);
    if (wide) v128.store(at, s31, 16);
  }
  if (rows > 4) {
    at += outRow;
    v128.store(at, s40);
    if (wide) v128.store(at, s41, 16);
  }
  if (rows > 5) {
    at += outRow;
    v128.store(at, s50);
    if (wide) v128.store(at, s51, 16);
  }
}
