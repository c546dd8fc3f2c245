import type { Instruction, Program } from "@deltarule/core";
import type { WasmMatrix } from "../matrix.ts";

// past this there are too many vectors for the registers, and the loops of the kernels are faster
const MOST_OPERATIONS = 1000;

/** Whether a program is small enough to be unrolled, and gathers from tables that it does nothing else with. */
export function isUnrollable({ instructions }: Program<WasmMatrix>): boolean {
  const operations = instructions.reduce((sum, i) => sum + operationsOf(i), 0);
  const tables = new Set(instructions.flatMap((i) => (i.op === "gather" ? [i.source] : [])));
  const mentioned = instructions.flatMap((i): unknown[] => Object.values(i.op === "gather" ? { out: i.out } : i));
  return operations <= MOST_OPERATIONS && !mentioned.some((m) => tables.has(m as WasmMatrix));
}

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
