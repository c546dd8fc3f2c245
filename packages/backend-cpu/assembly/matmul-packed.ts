import { KEEP, PACK_COLS, PACK_INNER, PACK_ROWS, PACK_STRIP } from "../src/wasm/layout";
import { packColumnsOfB, packRowsOfA, packRowsOfB } from "./matmul-pack";
import { strips } from "./matmul-strips";

/**
 * out = a·b for matrices that don't stay in the cache, after Goto and van de Geijn (2008): blocks of b and a are copied into the order
 * in which the tiles read them.
 *
 * A sum over more than PACK_INNER products is added up block by block in out: alpha·(first block) (+ bias + beta·out), then
 * + alpha·(each further block).
 */
export function packed(
  m: i32, n: i32, inner: i32, a: usize, aRow: usize, aStep: usize, b: usize, bRow: usize, bTransposed: bool,
  out: usize, outRow: usize, mode: i32, alpha: f32, beta: f32, bias: usize, scratch: usize,
): void {
  const packB = scratch;
  const packA = scratch + (PACK_COLS / 8) * PACK_STRIP;
  // of even height, so that b's strips are never read for a few rows only
  const blocks = (m + PACK_ROWS - 1) / PACK_ROWS;
  const blockRows = (m + blocks - 1) / blocks;
  for (let j0 = 0; j0 < n; j0 += PACK_COLS) {
    const cols = min(PACK_COLS, n - j0);
    for (let k0 = 0; k0 < inner; k0 += PACK_INNER) {
      const depth = min(PACK_INNER, inner - k0);
      const blockMode = k0 == 0 ? mode : KEEP;
      const blockBeta: f32 = k0 == 0 ? beta : 1;
      if (bTransposed) packColumnsOfB(packB, b + <usize>j0 * bRow + (<usize>k0 << 2), bRow, cols, depth);
      else packRowsOfB(packB, b + <usize>k0 * bRow + (<usize>j0 << 2), bRow, cols, depth);
      for (let i0 = 0; i0 < m; i0 += blockRows) {
        const rows = min(blockRows, m - i0);
        packRowsOfA(packA, a + <usize>i0 * aRow + <usize>k0 * aStep, aRow, aStep, rows, depth);
        for (let j = 0, strip = packB; j < cols; j += 8, strip += PACK_STRIP) {
          const at = <usize>(j0 + j) << 2;
          const corner = out + <usize>i0 * outRow + at;
          strips(true, cols - j > 4, rows, depth, packA, 4, 0, strip, 32, corner, outRow, blockMode, alpha, blockBeta, bias + at);
        }
      }
    }
  }
}
