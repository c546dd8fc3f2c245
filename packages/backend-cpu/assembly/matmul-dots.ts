import { finish } from "./finish";
import { firstLanes } from "./lanes";
import { madd } from "./madd";

/**
 * out = a·bᵀ (m × inner)(n × inner)ᵀ as dot products of rows, four rows of b at a time: for so few rows of a that transposing b would
 * cost more. A sum runs in four lanes that are added at the end.
 */
export function dots(
  m: i32, n: i32, inner: i32, a: usize, aRow: usize, b: usize, bRow: usize,
  out: usize, outRow: usize, mode: i32, alpha: f32, beta: f32, bias: usize,
): void {
  const last = <usize>((inner - 1) >> 2) << 4;
  const mask = firstLanes(((inner - 1) & 3) + 1);
  const scale = f32x4.splat(alpha), keep = f32x4.splat(beta);
  for (; m > 0; m--, a += aRow, out += outRow) {
    for (let j = 0; j < n; j += 4) {
      // past the last row of b there is none: the lanes of out's padding take the last row again
      const b0 = b + <usize>j * bRow;
      const b1 = b + <usize>min(j + 1, n - 1) * bRow;
      const b2 = b + <usize>min(j + 2, n - 1) * bRow;
      const b3 = b + <usize>min(j + 3, n - 1) * bRow;
      let s0 = f32x4.splat(0), s1 = f32x4.splat(0), s2 = f32x4.splat(0), s3 = f32x4.splat(0);
      for (let k: usize = 0; k < last; k += 16) {
        const x = v128.load(a + k);
        s0 = madd(x, v128.load(b0 + k), s0);
        s1 = madd(x, v128.load(b1 + k), s1);
        s2 = madd(x, v128.load(b2 + k), s2);
        s3 = madd(x, v128.load(b3 + k), s3);
      }
      // the padding of both rows takes no part, whatever stands there
      const x = v128.and(v128.load(a + last), mask);
      s0 = madd(x, v128.and(v128.load(b0 + last), mask), s0);
      s1 = madd(x, v128.and(v128.load(b1 + last), mask), s1);
      s2 = madd(x, v128.and(v128.load(b2 + last), mask), s2);
      s3 = madd(x, v128.and(v128.load(b3 + last), mask), s3);
      const at = <usize>j << 2;
      finish(mode, sums(s0, s1, s2, s3), out + at, bias + at, scale, keep);
    }
  }
}

/** The sum of each vector's lanes: (x0 + x1) + (x2 + x3), by a transposition */
// @ts-ignore: decorator
@inline
function sums(s0: v128, s1: v128, s2: v128, s3: v128): v128 {
  const low01 = v128.shuffle<f32>(s0, s1, 0, 4, 1, 5);
  const high01 = v128.shuffle<f32>(s0, s1, 2, 6, 3, 7);
  const low23 = v128.shuffle<f32>(s2, s3, 0, 4, 1, 5);
  const high23 = v128.shuffle<f32>(s2, s3, 2, 6, 3, 7);
  const x0 = v128.shuffle<f32>(low01, low23, 0, 1, 4, 5);
  const x1 = v128.shuffle<f32>(low01, low23, 2, 3, 6, 7);
  const x2 = v128.shuffle<f32>(high01, high23, 0, 1, 4, 5);
  const x3 = v128.shuffle<f32>(high01, high23, 2, 3, 6, 7);
  return f32x4.add(f32x4.add(x0, x1), f32x4.add(x2, x3));
}
