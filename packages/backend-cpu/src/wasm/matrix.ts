import type { Matrix, Values } from "@deltarule/core";
import type { Memory } from "./memory.ts";

/** A matrix in WebAssembly memory, rows padded to whole vectors of four: `stride` floats from one row to the next. */
export interface WasmMatrix extends Matrix {
  readonly stride: number;
  /** In bytes, a multiple of 16. */
  readonly address: number;
}

export const bytesOf = ({ rows, stride }: Pick<WasmMatrix, "rows" | "stride">): number => 4 * rows * stride;

export function allocateMatrix(memory: Memory, rows: number, cols: number): WasmMatrix {
  const stride = Math.ceil(cols / 4) * 4;
  return { rows, cols, stride, address: memory.allocate(bytesOf({ rows, stride }), `a ${rows}×${cols} matrix`) };
}

export function writeMatrix(memory: Memory, { rows, cols, stride, address }: WasmMatrix, values: Values): void {
  const floats = memory.floats();
  const start = address / 4;
  if (cols === stride) floats.set(values, start);
  else for (let r = 0; r < rows; r++) floats.set(values.subarray(r * cols, (r + 1) * cols), start + r * stride);
}

export function readMatrix(memory: Memory, { rows, cols, stride, address }: WasmMatrix): Float32Array {
  const floats = memory.floats();
  const start = address / 4;
  const values = new Float32Array(rows * cols);
  if (cols === stride) values.set(floats.subarray(start, start + rows * cols));
  else
    for (let r = 0; r < rows; r++) values.set(floats.subarray(start + r * stride, start + r * stride + cols), r * cols);
  return values;
}
