import { type Backend, DeltaruleError, type Facts } from "@deltarule/core";
import type { Cells } from "./cells.ts";
import { delta } from "./delta.ts";
import { gather } from "./gather.ts";
import { matmul } from "./matmul.ts";
import { sigmoid } from "./sigmoid.ts";
import { squaredError } from "./squared-error.ts";
import { update } from "./update.ts";

const facts: Facts = {
  device: "JavaScript, 1 thread",
  precision: "f32",
  deterministic: true,
  nonFinite: true,
  // Math.exp in float64, rounded to float32 once
  sigmoidUlp: 1,
};

/** Typed arrays and plain loops, where there is no WebAssembly SIMD; every operation is done when its call returns. */
export function createJavaScriptBackend(): Backend<Cells> {
  return {
    contract: 1,
    name: "cpu",
    facts,
    matrix(rows, cols, values) {
      const m = { rows, cols, values: allocate(rows, cols) };
      if (values) m.values.set(values);
      return m;
    },
    write: (m, values) => m.values.set(values),
    gather,
    // the copy is taken at the call, not when it is awaited
    read: (m) => Promise.resolve(m.values.slice()),
    // the garbage collector takes what no handle holds
    free() {},
    matmul,
    sigmoid,
    delta,
    update,
    squaredError,
    close: () => Promise.resolve(),
  };
}

function allocate(rows: number, cols: number): Float32Array {
  try {
    return new Float32Array(rows * cols);
  } catch (cause) {
    throw new DeltaruleError(
      "BACKEND_FAILED",
      `cpu: no memory for a ${rows}×${cols} matrix (${4 * rows * cols} bytes)`,
      { cause },
    );
  }
}
