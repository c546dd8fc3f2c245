import type { Instruction, Program } from "@deltarule/core";
import * as layout from "./layout.ts";
import type { WasmMatrix } from "./matrix.ts";
import { isOneBlock, type Record, recordOf } from "./record.ts";

/**
 * A program as records, neighbours that belong together as one. Each fusion does what its instructions do, on the same elements in the
 * same order, so the bits are those of the instructions one by one.
 */
export function fuse(program: Program<WasmMatrix>): Record[] {
  const { instructions } = program;
  const records: Record[] = [];
  for (let at = 0; at < instructions.length; at++) {
    const fused = pair(instructions[at]!, instructions[at + 1], program);
    records.push(fused ?? recordOf(instructions[at]!));
    if (fused) at++;
  }
  return records;
}

function pair(
  i: Instruction<WasmMatrix>,
  next: Instruction<WasmMatrix> | undefined,
  program: Program<WasmMatrix>,
): Record | undefined {
  // net and a
  if (i.op === "matmul" && next?.op === "sigmoid" && next.net === i.out)
    return extended(recordOf(i), layout.FORWARD, [layout.ACTIVATION, next.out.address]);
  // E and δ of the outputs
  if (
    i.op === "squaredError" &&
    next?.op === "delta" &&
    next.a === i.a &&
    "target" in next.source &&
    next.source.target === i.target
  )
    return extended(recordOf(i), layout.OUTPUT, [layout.DELTA, next.out.address]);
  // Σ_k δ_k w_kj and δ_j
  if (
    i.op === "matmul" &&
    next?.op === "delta" &&
    "error" in next.source &&
    next.source.error === i.out &&
    next.a !== i.out
  )
    return extended(recordOf(i), layout.HIDDEN, [layout.ACTIVATION, next.a.address], [layout.DELTA, next.out.address]);
  // Δw and w: the step is never stored
  if (i.op === "matmul" && next?.op === "update" && next.step === i.out && isStep(i, next.w, program)) {
    const { op, words, scratch } = recordOf({ ...i, out: next.w });
    const finish: [number, number] = [layout.FINISH, layout.UPDATE];
    return {
      op,
      words: [...words.filter(([offset]) => offset !== layout.FINISH), finish],
      scalars: [
        [layout.ALPHA, 1],
        [layout.BETA, next.rate],
      ],
      scratch,
    };
  }
  return undefined;
}

const extended = (record: Record, op: number, ...words: Record["words"]): Record => ({
  ...record,
  op,
  words: [...record.words, ...words],
});

/** A plain product into a scratch matrix that only the update reads, its whole sum known when the weight is written. */
function isStep(
  i: Extract<Instruction<WasmMatrix>, { op: "matmul" }>,
  w: WasmMatrix,
  { scratch, instructions }: Program<WasmMatrix>,
): boolean {
  const isPlain = (i.alpha ?? 1) === 1 && !i.beta && !i.bias;
  const uses = instructions.filter((other) => matricesOf(other).includes(i.out));
  return isPlain && isOneBlock(i) && scratch.has(i.out) && uses.length === 2 && !matricesOf(i).includes(w);
}

/** Every matrix that an instruction mentions; an error source holds one a level deeper. */
const matricesOf = (i: Instruction<WasmMatrix>): unknown[] =>
  Object.values(i).flatMap((field: unknown) =>
    typeof field === "object" && field !== null && !("rows" in field) ? Object.values(field) : [field],
  );
