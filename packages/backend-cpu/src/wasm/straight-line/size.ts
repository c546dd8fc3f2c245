import type { Instruction, Program } from "@deltarule/core";
import type { WasmMatrix } from "../matrix.ts";
import { sampleMatrices } from "./samples.ts";

// past this there are too many vectors for the registers, and the loops of the kernels are faster
const MOST_OPERATIONS = 1000;

/** Whether a program is small enough a sample to be unrolled, and gathers from tables that it does nothing else with. */
export function isUnrollable(program: Program<WasmMatrix>): boolean {
  const { instructions, batchSize } = program;
  const operations = instructions.reduce((sum, i) => sum + operationsOf(i), 0);
  const tables = new Set(instructions.flatMap((i) => (i.op === "gather" ? [i.source] : [])));
  const mentioned = instructions.flatMap((i): unknown[] => Object.values(i.op === "gather" ? { out: i.out } : i));
  return (
    (operations * samplesTogether(batchSize)) / batchSize <= MOST_OPERATIONS &&
    !mentioned.some((m) => tables.has(m as WasmMatrix)) &&
    sampleMatrices(program) !== undefined
  );
}

/** Samples that the inner loop works on at a time: two or three read the weights, and write the sums, half as often as one. */
export const samplesTogether = (batchSize: number): number => [2, 3].find((n) => batchSize % n === 0) ?? 1;

/** Vector operations of an instruction, roughly */
function operationsOf(i: Instruction<WasmMatrix>): number {
  if (i.op === "update") return (i.w.rows * i.w.stride) / 4;
  const vectors = (i.out.rows * i.out.stride) / 4;
  switch (i.op) {
    case "gather":
      return vectors;
    case "matmul":
      return vectors * ((i.transposeA ? i.a.rows : i.a.cols) + 2);
    case "sigmoid":
      return vectors * 25;
    case "delta":
      return vectors * 5;
    case "squaredError":
      return (i.a.rows * i.a.stride) / 2 + 8 * i.a.rows;
  }
}
