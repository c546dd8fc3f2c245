import { createMemory, createWasmBackend, fuse, type WasmMatrix } from "@deltarule/backend-cpu/wasm";
import { Network, type Program, trainingProgram, upload } from "@deltarule/core";
import { expect, test } from "vitest";
import { phasesOf } from "../src/phases.ts";

const programOf = async (sizes: number[], momentum: number): Promise<Program<WasmMatrix>> => {
  const { matrix } = await createWasmBackend("portable", createMemory());
  const layers = upload(matrix, Network.create(sizes, { seed: 1 }));
  const tables = { inputs: matrix(8, sizes[0]!), targets: matrix(8, sizes.at(-1)!) };
  // the program is over this backend's own matrices
  return trainingProgram(matrix, layers, tables, 8, { momentum }).program as Program<WasmMatrix>;
};

for (const momentum of [0, 0.9])
  for (const sizes of [
    [4, 3],
    [4, 5, 3],
    [4, 5, 6, 3],
  ])
    test(`a training step of ${sizes.join("-")} with momentum ${momentum} has two barriers: before its sums over samples, and before the next forward pass`, async () => {
      const phases = phasesOf(fuse(await programOf(sizes, momentum)));
      expect(phases.filter(({ barrier }) => barrier)).toHaveLength(2);
    });
