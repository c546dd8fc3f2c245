import { layout, type Record } from "@deltarule/backend-cpu/wasm";
import { transposesA, wordOf } from "./record-fields.ts";

// in multiply-adds of vectors: an element's sigmoid or δ beside a product's inner loop, and a row's sum of squares
const SIGMOID = 25;
const DELTA = 5;
const ROW = 8;
// a cell of b that is brought into the order of the inner loop, as it is and transposed; and of a
const PACKING = 0.5;
const TRANSPOSING = 2.5;
const PACKING_A = 1;
const PACKING_TRANSPOSED_A = 0.25;
// reading a record
const READING = 80;

/** How much a record is to compute, roughly, in multiply-adds of vectors of four. */
export const workOf = (r: Record): number => READING + computingOf(r);

function computingOf(r: Record): number {
  const rows = wordOf(r, layout.ROWS);
  // a gather has no columns of its own
  const vectors = rows * Math.ceil((wordOf(r, layout.COLS) || wordOf(r, layout.STRIDE) / 4) / 4);
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

/** A thread packs or transposes what its share of out needs of b, and packs as much of a for each block of b's columns. */
function productOf(r: Record, vectors: number): number {
  const [rows, cols, inner] = [wordOf(r, layout.ROWS), wordOf(r, layout.COLS), wordOf(r, layout.INNER)];
  const sums = vectors * (inner + 2);
  const packingA =
    rows * inner * Math.ceil(cols / layout.PACK_COLS) * (transposesA(r) ? PACKING_TRANSPOSED_A : PACKING_A);
  switch (wordOf(r, layout.KERNEL)) {
    case layout.TRANSPOSED:
      return sums + inner * cols * TRANSPOSING;
    case layout.PACKED:
      return sums + inner * cols * PACKING + packingA;
    case layout.PACKED_TRANSPOSED:
      return sums + inner * cols * TRANSPOSING + packingA;
    default:
      return sums;
  }
}
