import { layout, type Record } from "@deltarule/backend-cpu/wasm";
import { isProduct, transposesB, wordOf } from "../src/record-fields.ts";

/** The addresses of every cell that a record reads and writes, by what its operation says and not by how threads divide it. */
export function touchedCells(r: Record): { readonly reads: Set<number>; readonly writes: Set<number> } {
  const word = (offset: number) => wordOf(r, offset);
  const reads = new Set<number>();
  const writes = new Set<number>();
  const [rows, cols, stride] = [word(layout.ROWS), word(layout.COLS), word(layout.STRIDE)];
  const each = (cells: Set<number>, field: number, height: number, width: number, aRow: number, aColumn = 4) => {
    for (let i = 0; i < height; i++) for (let j = 0; j < width; j++) cells.add(word(field) + i * aRow + j * aColumn);
  };
  const all = (cells: Set<number>, field: number) => each(cells, field, rows, cols, stride);

  if (isProduct(r)) {
    const inner = word(layout.INNER);
    each(reads, layout.A, rows, inner, word(layout.A_ROW), word(layout.A_STEP));
    if (transposesB(r)) each(reads, layout.B, cols, inner, word(layout.B_ROW));
    else each(reads, layout.B, inner, cols, word(layout.B_ROW));
    if (word(layout.FINISH) & layout.BIAS) each(reads, layout.BIAS_ADDRESS, 1, cols, 0);
    all(reads, layout.OUT);
    all(writes, layout.OUT);
    if (r.op === layout.FORWARD) all(writes, layout.ACTIVATION);
    if (r.op === layout.HIDDEN) {
      all(reads, layout.ACTIVATION);
      all(writes, layout.DELTA);
    }
    return { reads, writes };
  }
  switch (r.op) {
    case layout.GATHER:
      each(writes, layout.OUT, rows, stride / 4, stride);
      break;
    case layout.SQUARED_ERROR:
    case layout.OUTPUT:
      all(reads, layout.A);
      all(reads, layout.B);
      each(writes, layout.OUT, rows, 1, 16);
      if (r.op === layout.OUTPUT) all(writes, layout.DELTA);
      break;
    case layout.UPDATE_WEIGHTS:
      all(reads, layout.B);
      all(writes, layout.A);
      break;
    default:
      all(reads, layout.A);
      if (r.op !== layout.SIGMOID) all(reads, layout.B);
      all(writes, layout.OUT);
  }
  return { reads, writes };
}
