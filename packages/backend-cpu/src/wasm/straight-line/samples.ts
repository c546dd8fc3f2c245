import type { Instruction, Program } from "@deltarule/core";
import type { WasmMatrix } from "../matrix.ts";
import { isOneBlock } from "../record.ts";

/** The matrices of which an instruction uses a row a sample, and those of which it uses all; tables to gather from are neither. */
export interface Operands {
  readonly samples: readonly WasmMatrix[];
  readonly shared: readonly WasmMatrix[];
}

export function operandsOf(i: Instruction<WasmMatrix>): Operands {
  switch (i.op) {
    case "gather":
      return { samples: [i.out], shared: [] };
    case "matmul": {
      const bias = i.bias ? [i.bias] : [];
      return i.transposeA
        ? { samples: [i.a, i.b], shared: [i.out, ...bias] }
        : { samples: [i.a, i.out], shared: [i.b, ...bias] };
    }
    case "sigmoid":
      return { samples: [i.net, i.out], shared: [] };
    case "delta":
      return { samples: [i.a, "target" in i.source ? i.source.target : i.source.error, i.out], shared: [] };
    case "squaredError":
      return { samples: [i.a, i.target, i.out], shared: [] };
    case "update":
      return { samples: [], shared: [i.w, i.step] };
  }
}

export const writtenBy = (i: Instruction<WasmMatrix>): WasmMatrix => (i.op === "update" ? i.w : i.out);

/**
 * The matrices with a row a sample, of a program that works on each sample by itself and then sums over them, as a training step does: row
 * r of these comes from rows r alone, and no sample reads what becomes of the sums. Undefined for any other program.
 */
export function sampleMatrices({ instructions, batchSize }: Program<WasmMatrix>): ReadonlySet<WasmMatrix> | undefined {
  const samples = new Set(instructions.flatMap((i) => operandsOf(i).samples));
  const summed = new Set<WasmMatrix>();
  for (const i of instructions) {
    const { shared } = operandsOf(i);
    const isSum = i.op === "update" || (i.op === "matmul" && i.transposeA);
    if (isSum) summed.add(writtenBy(i));
    else if (shared.some((m) => summed.has(m))) return undefined;
    if (shared.some((m) => samples.has(m))) return undefined;
    // b's rows are no samples then, and a sum in blocks has another order
    if (i.op === "matmul" && ((i.transposeA && i.transposeB) || !isOneBlock(i))) return undefined;
  }
  return [...samples].every(({ rows }) => rows === batchSize) ? samples : undefined;
}
