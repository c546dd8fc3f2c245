import { layout, type Record } from "@deltarule/backend-cpu/wasm";
import { wordOf } from "./record-share.ts";

// in multiply-adds of vectors: an element's sigmoid or δ beside a product's inner loop, and a row's sum of squares
const SIGMOID = 25;
const DELTA = 5;
const ROW = 8;
// a cell of b that is brought into the order of the inner loop, as it is and transposed
const PACKING = 0.5;
const TRANSPOSING = 2.5;

/** How much a record is to compute, roughly, in multiply-adds of vectors of four. */
export function workOf(r: Record): number {
  const rows = wordOf(r, layout.ROWS);
  const vectors = (rows * wordOf(r, layout.STRIDE)) / 16;
  switch (r.op) {
    case layout.SIGMOID:
      return vectors * SIGMOID;
    case layout.DELTA_TARGET:
    case layout.DELTA_ERROR:
      return vectors * DELTA;
    case layout.SQUARED_ERROR:
      return vectors * 2 + rows * ROW;
    case layout.OUTPUT:
      return vectors * (2 + DELTA) + rows * ROW;
    case layout.MATMUL:
      return productOf(r, vectors);
    case layout.FORWARD:
      return productOf(r, vectors) + vectors * SIGMOID;
    case layout.HIDDEN:
      return productOf(r, vectors) + vectors * DELTA;
    default:
      // a gather or an update
      return vectors * 2;
  }
}

/** b is packed or transposed by each thread that has rows of out, and whole. */
function productOf(r: Record, vectors: number): number {
  const inner = wordOf(r, layout.INNER);
  const cells = inner * wordOf(r, layout.COLS);
  const sums = vectors * (inner + 2);
  switch (wordOf(r, layout.KERNEL)) {
    case layout.TRANSPOSED:
    case layout.PACKED_TRANSPOSED:
      return sums + cells * TRANSPOSING;
    case layout.PACKED:
      return sums + cells * PACKING;
    default:
      return sums;
  }
}
