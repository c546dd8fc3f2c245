import type { Matrix } from "@deltarule/core";

/** This backend's matrix: its cells are float32, every sum of products is kept in float64 and rounded once. */
export interface Cells extends Matrix {
  readonly values: Float32Array;
}
