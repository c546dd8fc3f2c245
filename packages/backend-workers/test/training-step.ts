import { createMemory, createWasmBackend, type WasmMatrix } from "@deltarule/backend-cpu/wasm";
import { Network, type Program, trainingProgram, upload } from "@deltarule/core";

/** A training step over matrices of cpu's. */
export async function trainingStep(
  sizes: number[],
  { batchSize = 8, momentum = 0 } = {},
): Promise<Program<WasmMatrix>> {
  const { matrix } = await createWasmBackend("portable", createMemory());
  const layers = upload(matrix, Network.create(sizes, { seed: 1 }));
  const tables = { inputs: matrix(batchSize, sizes[0]!), targets: matrix(batchSize, sizes.at(-1)!) };
  // the program is over this backend's own matrices
  return trainingProgram(matrix, layers, tables, batchSize, { momentum }).program as Program<WasmMatrix>;
}
