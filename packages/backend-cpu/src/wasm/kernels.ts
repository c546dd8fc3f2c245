/** What `assembly/` exports. */
export interface Kernels {
  /** Runs `instructions` records at `program` for each of `batches` batches of `batchSize` indices at `order`. */
  execute(program: number, instructions: number, order: number, batchSize: number, batches: number): void;
}

/** A module's kernels over a memory. */
export async function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): Promise<Kernels> {
  const { execute } = (await WebAssembly.instantiate(module, { env: { memory } })).exports;
  if (typeof execute !== "function") throw new TypeError("the WebAssembly module exports no execute");
  return { execute: (...args) => execute(...args) };
}
