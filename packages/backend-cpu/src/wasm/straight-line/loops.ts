import type { Program } from "@deltarule/core";
import type { WasmMatrix } from "../matrix.ts";
import type { Code } from "./code.ts";
import * as code from "./code.ts";
import { writtenBy } from "./samples.ts";
import type { Statements } from "./statements.ts";

/** The locals of `run` before its vectors: where the indices are, how many batches are left, how many samples of this one are done. */
export const [ORDER, BATCHES, DONE, FIRST_VECTOR] = [0, 1, 2, 3];

/**
 * The body of `run`: for each batch, and in it for the samples that are at work at a time. What the samples share lies in locals from
 * the first batch to the last, and so does everything where a whole batch is at work.
 */
export function loops(
  { instructions, batchSize, scratch }: Program<WasmMatrix>,
  operands: Iterable<WasmMatrix>,
  samples: ReadonlySet<WasmMatrix>,
  together: number,
  { before, each, after, rows, local }: Statements,
): Code {
  const written = new Set(instructions.map(writtenBy));
  const outside = [...operands].filter((m) => !scratch.has(m));
  const passing = outside.filter((m) => samples.has(m) && together < batchSize);
  const staying = outside.filter((m) => !passing.includes(m));

  const moved = (matrices: readonly WasmMatrix[], start: (m: WasmMatrix) => Code, move: Move) =>
    matrices.map((m) =>
      Array.from({ length: rows(m) * (m.stride / 4) }, (_, at) => move(local(m, 0, at), start(m), 16 * at)),
    );
  const loaded = (matrices: readonly WasmMatrix[], start: (m: WasmMatrix) => Code) => moved(matrices, start, load);
  const stored = (matrices: readonly WasmMatrix[], start: (m: WasmMatrix) => Code) =>
    moved(
      matrices.filter((m) => written.has(m)),
      start,
      store,
    );
  const first = ({ address }: WasmMatrix) => code.i32(address);
  const atWork = ({ address, stride }: WasmMatrix) =>
    code.addI32(code.mulI32(code.get(DONE), code.i32(4 * stride)), code.i32(address));

  const some = [loaded(passing, atWork), each, stored(passing, atWork), step(ORDER, 4 * together)];
  const all =
    together === batchSize
      ? some
      : [
          code.set(DONE, code.i32(0)),
          code.repeat([some, step(DONE, together), code.lessThanI32(code.get(DONE), code.i32(batchSize))]),
        ];
  return [
    loaded(staying, first),
    code.repeat([before, all, after, step(BATCHES, -1), code.get(BATCHES)]),
    stored(staying, first),
  ];
}

type Move = (local: number, address: Code, offset: number) => Code;

const load: Move = (local, address, offset) => code.set(local, code.load(address, offset));
const store: Move = (local, address, offset) => code.store(address, code.get(local), offset);
const step = (local: number, n: number): Code => code.set(local, code.addI32(code.get(local), code.i32(n)));
