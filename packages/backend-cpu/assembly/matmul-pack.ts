import { PACK_STRIP } from "../src/wasm/layout";
import { stripsIn } from "./matmul-strips";
import { transpose } from "./transpose";

/** a's block as strips of rows: element (i, k) of a strip at height · k + i */
export function packRowsOfA(to: usize, from: usize, row: usize, step: usize, rows: i32, depth: i32): void {
  const count = stripsIn(rows), low = rows / count, high = rows - low * count;
  if (row != 4) {
    for (let s = 0; s < count; s++) {
      const height = s < high ? low + 1 : low;
      transpose(to, <usize>height << 2, from, row, height, depth);
      from += <usize>height * row;
      to += <usize>(height * depth) << 2;
    }
    return;
  }
  // a transposed a: what stands side by side in a strip stands side by side in memory; in eights of k, so that each cache line is read once
  for (let k = 0; k < depth; k += 8, from += 8 * step) {
    const some = min(8, depth - k);
    let at = from, strip = to;
    for (let s = 0; s < count; s++) {
      const height = s < high ? low + 1 : low;
      copy(strip + (<usize>(height * k) << 2), at, step, height, some);
      at += <usize>height << 2;
      strip += <usize>(height * depth) << 2;
    }
  }
}

/** `rows` rows of `cols` elements, at most seven, side by side */
// @ts-ignore: decorator
@inline
function copy(to: usize, from: usize, fromRow: usize, cols: i32, rows: i32): void {
  for (; rows > 0; rows--, from += fromRow) {
    let at = from;
    if (cols & 4) {
      v128.store(to, v128.load(at));
      at += 16;
      to += 16;
    }
    if (cols & 2) {
      store<u64>(to, load<u64>(at));
      at += 8;
      to += 8;
    }
    if (cols & 1) {
      store<u32>(to, load<u32>(at));
      to += 4;
    }
  }
}

/** b's block as strips of eight columns: element (k, j) of a strip at 8k + j */
export function packRowsOfB(to: usize, from: usize, row: usize, cols: i32, depth: i32): void {
  for (; depth > 0; depth--, from += row, to += 32) {
    let left = cols, at = from, cell = to;
    for (; left > 4; left -= 8, at += 32, cell += PACK_STRIP) {
      v128.store(cell, v128.load(at));
      v128.store(cell, v128.load(at, 16), 16);
    }
    // at most four columns: past them another row begins, or the memory ends
    if (left > 0) v128.store(cell, v128.load(at));
  }
}

/** The same of a transposed b: a column is one of its rows */
export function packColumnsOfB(to: usize, from: usize, row: usize, cols: i32, depth: i32): void {
  for (; cols > 0; cols -= 8, from += 8 * row, to += PACK_STRIP) transpose(to, 32, from, row, min(cols, 8), depth);
}
