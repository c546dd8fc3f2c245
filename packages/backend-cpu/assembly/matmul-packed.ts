import { KEEP, PACK_COLS, PACK_INNER, PACK_ROWS } from "../src/wasm/layout";
import { packed1x4, packed1x8, packed2x4, packed2x8, packed4x4, packed4x8 } from "./matmul-tile";

/**
 * out = a·b for matrices that don't stay in the cache, after Goto and van de Geijn (2008): blocks of b and a are copied into the order
 * in which the tile reads them, b's block for the second-level cache, a's for the first.
 *
 * A sum over more than PACK_INNER products is added up block by block in out: alpha·(first block) (+ bias + beta·out), then
 * + alpha·(each further block).
 */
export function packed(
  m: i32, n: i32, inner: i32, a: usize, aRow: usize, aStep: usize, b: usize, bRow: usize, bTransposed: bool,
  out: usize, outRow: usize, mode: i32, alpha: f32, beta: f32, bias: usize, scratch: usize,
): void {
  const packB = scratch;
  const packA = scratch + ((PACK_INNER * PACK_COLS) << 2);
  for (let j0 = 0; j0 < n; j0 += PACK_COLS) {
    const cols = min(PACK_COLS, n - j0);
    for (let k0 = 0; k0 < inner; k0 += PACK_INNER) {
      const depth = min(PACK_INNER, inner - k0);
      const blockMode = k0 == 0 ? mode : KEEP;
      const blockBeta: f32 = k0 == 0 ? beta : 1;
      if (bTransposed) packTransposed(packB, b + <usize>j0 * bRow + (<usize>k0 << 2), bRow, cols, depth);
      else packRows(packB, b + <usize>k0 * bRow + (<usize>j0 << 2), bRow, cols, depth);
      for (let i0 = 0; i0 < m; i0 += PACK_ROWS) {
        const rows = min(PACK_ROWS, m - i0);
        packStrips(packA, a + <usize>i0 * aRow + <usize>k0 * aStep, aRow, aStep, rows, depth);
        for (let j = 0; j < cols; j += 8) {
          const strip = packB + (<usize>(j * depth) << 2);
          const at = <usize>(j0 + j) << 2;
          const corner = out + <usize>i0 * outRow + at;
          if (cols - j > 4) tiles(true, rows, depth, packA, strip, corner, outRow, blockMode, alpha, blockBeta, bias + at);
          else tiles(false, rows, depth, packA, strip, corner, outRow, blockMode, alpha, blockBeta, bias + at);
        }
      }
    }
  }
}

/** A strip of 8 or 4 columns against every strip of a's block; the last of those may have fewer than four rows to store. */
// @ts-ignore: decorator
@inline
function tiles(
  wide: bool, rows: i32, depth: i32, packA: usize, strip: usize,
  out: usize, outRow: usize, mode: i32, alpha: f32, beta: f32, bias: usize,
): void {
  for (const stripBytes = <usize>depth << 4; rows >= 4; rows -= 4, packA += stripBytes, out += 4 * outRow) {
    if (wide) packed4x8(depth, packA, strip, out, outRow, mode, alpha, beta, bias);
    else packed4x4(depth, packA, strip, out, outRow, mode, alpha, beta, bias);
  }
  if (rows & 2) {
    if (wide) packed2x8(depth, packA, strip, out, outRow, mode, alpha, beta, bias);
    else packed2x4(depth, packA, strip, out, outRow, mode, alpha, beta, bias);
    // the third element of each column of the strip
    packA += 8;
    out += 2 * outRow;
  }
  if (rows & 1) {
    if (wide) packed1x8(depth, packA, strip, out, outRow, mode, alpha, beta, bias);
    else packed1x4(depth, packA, strip, out, outRow, mode, alpha, beta, bias);
  }
}

/** a's block as strips of four rows: element (i, k) of a strip at 4k + i */
function packStrips(to: usize, from: usize, row: usize, step: usize, rows: i32, depth: i32): void {
  for (; rows > 0; rows -= 4, from += 4 * row) {
    if (row == 4 && rows >= 4) {
      for (let k = 0, at = from; k < depth; k++, at += step, to += 16) v128.store(to, v128.load(at));
      continue;
    }
    // rows that aren't there are copies of the first one: nothing is stored for them
    const row1: usize = rows > 1 ? row : 0;
    const row2: usize = rows > 2 ? <usize>2 * row : 0;
    const row3: usize = rows > 3 ? <usize>3 * row : 0;
    for (let k = 0, at = from; k < depth; k++, at += step, to += 16) {
      store<f32>(to, load<f32>(at));
      store<f32>(to, load<f32>(at + row1), 4);
      store<f32>(to, load<f32>(at + row2), 8);
      store<f32>(to, load<f32>(at + row3), 12);
    }
  }
}

/** b's block as strips of eight columns: element (k, j) of a strip at 8k + j */
function packRows(to: usize, from: usize, row: usize, cols: i32, depth: i32): void {
  for (; cols > 0; cols -= 8, from += 32) {
    // a last strip of at most four columns: past them another row begins, or the memory ends
    const second: usize = cols > 4 ? 16 : 0;
    for (let k = 0, at = from; k < depth; k++, at += row, to += 32) {
      v128.store(to, v128.load(at));
      v128.store(to, v128.load(at + second), 16);
    }
  }
}

/** The same of a transposed b: a column is one of its rows */
function packTransposed(to: usize, from: usize, row: usize, cols: i32, depth: i32): void {
  for (; cols > 0; cols -= 8, from += 8 * row, to += <usize>depth << 5) {
    const count = min(cols, 8);
    for (let j = 0; j < 8; j++) {
      let at = from + <usize>min(j, count - 1) * row;
      for (let k = 0, cell = to + (<usize>j << 2); k < depth; k++, at += 4, cell += 32) store<f32>(cell, load<f32>(at));
    }
  }
}
