import type { Instruction, Program, Scalar } from "@deltarule/core";
import type { WasmMatrix } from "../matrix.ts";
import type { Build } from "../module.ts";
import type { Code } from "./code.ts";
import * as code from "./code.ts";
import { FIRST_VECTOR, loops, ORDER } from "./loops.ts";
import { matmul } from "./matmul.ts";
import { operandsOf, sampleMatrices } from "./samples.ts";
import { type Madd, sigmoid } from "./sigmoid.ts";
import { samplesTogether } from "./size.ts";
import { createStatements } from "./statements.ts";

/** The multiples of the run's rate that a program asks for, in the order in which its straight line reads them at `table`. */
export const multiplesOf = ({ instructions }: Program<WasmMatrix>): number[] =>
  instructions.flatMap((i) => {
    const factor: Scalar | undefined = i.op === "matmul" ? i.alpha : i.op === "update" ? i.rate : undefined;
    return typeof factor === "object" ? [factor.rate] : [];
  });

/**
 * Unrolls a program that `isUnrollable`, for as many samples as are at work at a time: every vector of every matrix is a local. The
 * operations are those of the kernels in `assembly/`, in the same order, so the bits are the same.
 * @param table address of the factors that depend on the rate
 */
export function straightLine(program: Program<WasmMatrix>, build: Build, table: number): Uint8Array<ArrayBuffer> {
  const { instructions, batchSize } = program;
  const operands = new Set(instructions.map(operandsOf).flatMap(({ samples, shared }) => [...samples, ...shared]));
  const samples = sampleMatrices(program);
  if (!samples)
    throw new TypeError("straightLine: the program's samples depend on each other; expected one that isUnrollable");
  const together = samplesTogether(batchSize);
  const statements = createStatements(operands, samples, together, FIRST_VECTOR);
  const { rows, vector, write, keep, keepForBatch, release } = statements;
  const madd: Madd = build === "relaxed" ? code.relaxedMadd : (a, b, c) => code.add(code.mul(a, b), c);

  let multiples = 0;
  const factor = (scalar: Scalar): Code =>
    keepForBatch(typeof scalar === "number" ? code.floats(scalar) : code.loadSplat(code.i32(table + 4 * multiples++)));
  const eachRow = (m: WasmMatrix, act: (r: number) => void) => {
    for (let r = 0; r < rows(m); r++) act(r);
  };
  const eachVector = (m: WasmMatrix, act: (r: number, v: number) => void) =>
    eachRow(m, (r) => {
      for (let v = 0; v < m.stride / 4; v++) act(r, v);
    });

  const emit = (i: Instruction<WasmMatrix>) => {
    switch (i.op) {
      case "gather": {
        const bytes = 4 * i.source.stride;
        eachRow(i.out, (r) => {
          const row = code.mulI32(code.loadI32(code.get(ORDER), 4 * r), code.i32(bytes));
          const start = code.addI32(row, code.i32(i.source.address));
          for (let v = 0; v < i.out.stride / 4; v++) write(i.out, r, v, code.load(start, 16 * v));
        });
        return;
      }
      case "matmul":
        matmul(i, { ...statements, madd, alpha: (i.alpha ?? 1) === 1 ? undefined : factor(i.alpha!) });
        return;
      case "sigmoid":
        eachVector(i.out, (r, v) => write(i.out, r, v, sigmoid(vector(i.net, r, v), keep, madd)));
        return;
      case "delta":
        eachVector(i.out, (r, v) => {
          const a = vector(i.a, r, v);
          const error =
            "target" in i.source ? code.sub(vector(i.source.target, r, v), a) : vector(i.source.error, r, v);
          write(i.out, r, v, code.mul(code.mul(error, a), code.sub(code.floats(1), a)));
        });
        return;
      case "squaredError":
        eachRow(i.out, (r) =>
          write(i.out, r, 0, code.add(vector(i.out, r, 0), code.mul(code.floats(0.5), squares(i.a, i.target, r)))),
        );
        return;
      case "update": {
        const rate = factor(i.rate);
        eachVector(i.w, (r, v) => write(i.w, r, v, madd(rate, vector(i.step, r, v), vector(i.w, r, v))));
      }
    }
  };

  /** Σ_k (t_k − a_k)² in the first lane, as `assembly/squared-error.ts` adds it up */
  const squares = (a: WasmMatrix, target: WasmMatrix, r: number): Code => {
    let sum = code.floats(0);
    const last = a.stride / 4 - 1;
    for (let v = 0; v <= last; v++) {
      const difference = code.sub(vector(target, r, v), vector(a, r, v));
      const lanes = code.ints(...[0, 1, 2, 3].map((lane) => (4 * v + lane < a.cols ? -1 : 0)));
      const d = keep(v === last ? code.and(difference, lanes) : difference);
      sum = keep(madd(d, d, sum));
    }
    const pairs = keep(code.add(sum, code.shuffle(sum, sum, [1, 1, 3, 3])));
    return code.add(pairs, code.shuffle(pairs, pairs, [2, 2, 2, 2]));
  };

  for (const i of instructions) {
    emit(i);
    release();
  }
  return code.moduleOf(loops(program, operands, samples, together, statements), statements.count());
}
