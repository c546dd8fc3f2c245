import {
  tile1x4, tile1x8, tile2x4, tile2x8, tile3x4, tile3x8, tile4x4, tile4x8, tile5x4, tile5x8, tile6x4, tile6x8,
} from "./matmul-tiles";

/**
 * The most rows of a strip. 6 × 8 are as large as a tile may be, and with fused multiply-adds the fastest; a product that is a register of its
 * own before it is added leaves room for 5 × 8.
 */
// @ts-ignore: decorator
@inline
const MOST: i32 = ASC_FEATURE_RELAXED_SIMD ? 6 : 5;

/**
 * m rows of a against one block of 8 or 4 columns of b, tile by tile: in as few strips of rows as there can be, none more than a row
 * higher than another. Ten rows are 5 + 5, for which a tile of six and one of four would wait longer; 32 are 6 + 6 + 5 + 5 + 5 + 5.
 *
 * A packed a is stored strip by strip, element (i, k) of a strip at height · k + i; of one that isn't, aRow and aStep lead from one row to
 * the next and from one column to the next.
 */
// @ts-ignore: decorator
@inline
export function strips(
  packed: bool, wide: bool, m: i32, inner: i32, a: usize, aRow: usize, aStep: usize, b: usize, bRow: usize,
  out: usize, outRow: usize, mode: i32, alpha: f32, beta: f32, bias: usize,
): void {
  const count = stripsIn(m), low = m / count, high = m - low * count;
  for (let height = low + 1, left = high; height >= low; height--, left = count - high) {
    const aStrip = <usize>height * (packed ? <usize>inner << 2 : aRow);
    if (packed) aStep = <usize>height << 2;
    if (wide) tiles8(height, left, aStrip, inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
    else tiles4(height, left, aStrip, inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
    a += <usize>left * aStrip;
    out += <usize>(left * height) * outRow;
  }
}

/** How many strips m rows are cut into. */
// @ts-ignore: decorator
@inline
export function stripsIn(m: i32): i32 {
  return (m + MOST - 1) / MOST;
}

/** `count` tiles of a height × 8, one below the other */
function tiles8(
  height: i32, count: i32, aStrip: usize, inner: i32, a: usize, aRow: usize, aStep: usize, b: usize, bRow: usize,
  out: usize, outRow: usize, mode: i32, alpha: f32, beta: f32, bias: usize,
): void {
  const outStrip = <usize>height * outRow;
  switch (height) {
    case 6:
      for (; count > 0; count--, a += aStrip, out += outStrip)
        tile6x8(inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
      break;
    case 5:
      for (; count > 0; count--, a += aStrip, out += outStrip)
        tile5x8(inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
      break;
    case 4:
      for (; count > 0; count--, a += aStrip, out += outStrip)
        tile4x8(inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
      break;
    case 3:
      for (; count > 0; count--, a += aStrip, out += outStrip)
        tile3x8(inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
      break;
    case 2:
      for (; count > 0; count--, a += aStrip, out += outStrip)
        tile2x8(inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
      break;
    default:
      for (; count > 0; count--, a += aStrip, out += outStrip)
        tile1x8(inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
  }
}

/** `count` tiles of a height × 4, one below the other */
function tiles4(
  height: i32, count: i32, aStrip: usize, inner: i32, a: usize, aRow: usize, aStep: usize, b: usize, bRow: usize,
  out: usize, outRow: usize, mode: i32, alpha: f32, beta: f32, bias: usize,
): void {
  const outStrip = <usize>height * outRow;
  switch (height) {
    case 6:
      for (; count > 0; count--, a += aStrip, out += outStrip)
        tile6x4(inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
      break;
    case 5:
      for (; count > 0; count--, a += aStrip, out += outStrip)
        tile5x4(inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
      break;
    case 4:
      for (; count > 0; count--, a += aStrip, out += outStrip)
        tile4x4(inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
      break;
    case 3:
      for (; count > 0; count--, a += aStrip, out += outStrip)
        tile3x4(inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
      break;
    case 2:
      for (; count > 0; count--, a += aStrip, out += outStrip)
        tile2x4(inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
      break;
    default:
      for (; count > 0; count--, a += aStrip, out += outStrip)
        tile1x4(inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
  }
}
