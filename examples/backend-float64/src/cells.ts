import { DeltaruleError, type Matrix, type Values } from "@deltarule/core";

/** This backend's matrix: row-major, in float64. */
export interface Cells extends Matrix {
  readonly values: Float64Array;
}

/** Zeros, or a copy of values. */
export function allocate(rows: number, cols: number, values?: Values): Cells {
  try {
    return { rows, cols, values: values ? Float64Array.from(values) : new Float64Array(rows * cols) };
  } catch (cause) {
    throw new DeltaruleError("BACKEND_FAILED", `float64: no memory for a ${rows}×${cols} matrix`, { cause });
  }
}
