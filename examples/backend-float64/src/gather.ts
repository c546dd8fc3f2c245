import type { Cells } from "./cells.ts";

/** out_r = source_rows[r] */
export function gather({ values, cols }: Cells, rows: Uint32Array, out: Cells): void {
  rows.forEach((row, r) => {
    out.values.set(values.subarray(row * cols, (row + 1) * cols), r * cols);
  });
}
