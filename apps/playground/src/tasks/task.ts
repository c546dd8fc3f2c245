import type { Dense, DenseDataset } from "@deltarule/core";
import type { Encoding } from "@deltarule/data";

/** Something to learn, ready for the trainer. */
export interface Task {
  readonly name: string;
  readonly title: string;
  /** A name for each input unit. */
  readonly inputs: readonly string[];
  /** A name for each output unit. */
  readonly outputs: readonly string[];
  readonly training: DenseDataset;
  /** Rows to measure on and not to learn from. */
  readonly validation: DenseDataset | undefined;
  /** The inputs are the pixels of an image, row by row, each in [0, 1]. */
  readonly image: { readonly rows: number; readonly cols: number } | undefined;
  /** How a table's rows became units; the tasks by formula have none. */
  readonly encoding: Encoding | undefined;
  /** What was decided about the data on the way here, in words. */
  readonly remarks: readonly string[];
}

/** Rows as one dense table. */
export function table(rows: readonly (readonly number[])[]): Dense {
  return { rows: rows.length, cols: rows[0]?.length ?? 0, values: Float64Array.from(rows.flat()) };
}

/** Row r of a table. */
export const rowOf = ({ cols, values }: Dense, r: number): Float64Array | Float32Array =>
  values.subarray(r * cols, (r + 1) * cols);
