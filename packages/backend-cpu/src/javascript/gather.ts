import type { Cells } from "./cells.ts";

/** out_r = source_rows[r] */
export function gather(source: Cells, rows: Uint32Array, out: Cells): void {
  const { cols } = source;
  for (let r = 0; r < out.rows; r++) {
    const from = rows[r]! * cols;
    for (let c = 0; c < cols; c++) out.values[r * cols + c] = source.values[from + c]!;
  }
}
