import { GPU } from "gpu.js";
import type { Absent, Device } from "../device.ts";
import { numbers } from "../layout.ts";

/** gpu.js without a GPU: its kernels as JavaScript, or as WebAssembly on one thread. */
export function openHost(mode: "cpu" | "webasm"): Device | Absent {
  if (mode === "webasm" && !GPU.isWebAssemblySupported) return { reason: "this engine has no WebAssembly" };
  const gpu = new GPU({ mode });
  return {
    description: mode === "cpu" ? "no GPU: gpu.js in JavaScript, 1 thread" : "no GPU: gpu.js in WebAssembly, 1 thread",
    software: true,
    gpu,
    layout: numbers,
    kernels: { most: mode === "webasm" ? MOST_MEMORIES : 256, go: "singly" },
    // a kernel's memory holds its arguments and its result, and addresses end at 4 GB
    limit: ({ rows, cols }) =>
      rows * cols > MOST_NUMBERS ? `${MOST_NUMBERS} numbers (1 GB) in gpu.js's ${mode} mode` : undefined,
    download: flat,
    check() {},
    told: () => Promise.resolve(),
    settled: () => Promise.resolve(),
    close: () => gpu.destroy(),
  };
}

/**
 * gpu.js gives each kernel a WebAssembly.Memory. V8 sets 8 GB of addresses aside for one, however small it is, and Chromium has 1 TB of
 * them for a process: 125 memories, of all that a page does. So two backends fit.
 */
const MOST_MEMORIES = 60;

const MOST_NUMBERS = 2 ** 28;

/** Rows of numbers one after another. */
export function flat(rows: unknown, { cols, ...m }: { readonly rows: number; readonly cols: number }): Float32Array {
  if (!Array.isArray(rows)) throw new TypeError(`a kernel gave ${typeof rows}; expected rows of numbers`);
  const values = new Float32Array(m.rows * cols);
  rows.forEach((row: Float32Array, r) => {
    values.set(row, r * cols);
  });
  return values;
}
