import type { Instruction, Matrix, Program, Scalar } from "./backend.ts";
import { DeltaruleError, type ErrorCode } from "./errors.ts";
import { inputsOf, outputOf } from "./program.ts";

const operations: ReadonlySet<string> = new Set<Instruction<Matrix>["op"]>([
  "gather",
  "matmul",
  "sigmoid",
  "delta",
  "squaredError",
  "update",
]);

/** A program may come from a newer core, or from JavaScript. */
export function checkKnown({ op }: { readonly op: string }): void {
  if (!operations.has(op))
    fail("OPTION_INVALID", `compile: unknown instruction "${op}"; expected one of ${[...operations].join(", ")}`);
}

/** Shapes, aliasing and scalars of one operation, for a call and for an instruction of a program alike. */
export function checkInstruction(i: Instruction<Matrix>): void {
  switch (i.op) {
    case "gather":
      apart(i.op, i.out, [i.source]);
      if (i.out.cols !== i.source.cols)
        mismatch(i.op, "out", i.out, `${i.source.cols} columns, as source is ${shapeOf(i.source)}`);
      return;
    case "matmul":
      checkMatmul(i);
      return;
    case "sigmoid":
      apart(i.op, i.out, [i.net]);
      alike(i.op, "out", i.out, "net", i.net);
      return;
    case "delta": {
      const [name, other] =
        "target" in i.source ? (["target", i.source.target] as const) : (["error", i.source.error] as const);
      apart(i.op, i.out, [i.a, other]);
      alike(i.op, name, other, "a", i.a);
      alike(i.op, "out", i.out, "a", i.a);
      return;
    }
    case "squaredError":
      apart(i.op, i.out, [i.a, i.target]);
      alike(i.op, "target", i.target, "a", i.a);
      if (i.out.cols !== 1 || i.out.rows !== i.a.rows)
        mismatch(i.op, "out", i.out, `${i.a.rows}×1, a value a row of a (${shapeOf(i.a)})`);
      return;
    case "update":
      apart(i.op, i.w, [i.step]);
      alike(i.op, "step", i.step, "w", i.w);
      finite(i.op, "rate", i.rate);
      return;
  }
}

function checkMatmul({
  op,
  a,
  b,
  out,
  bias,
  transposeA,
  transposeB,
  alpha,
  beta,
}: Extract<Instruction<Matrix>, { op: "matmul" }>): void {
  apart(op, out, bias ? [a, b, bias] : [a, b]);
  const [n, inner] = transposeA ? [a.cols, a.rows] : [a.rows, a.cols];
  const [innerB, cols] = transposeB ? [b.cols, b.rows] : [b.rows, b.cols];
  const aName = transposeA ? "transposed a" : "a";
  if (innerB !== inner)
    fail(
      "SHAPE_MISMATCH",
      `matmul: ${aName} is ${n}×${inner} but ${transposeB ? "transposed b" : "b"} is ${innerB}×${cols}; expected it to have ${inner} rows`,
    );
  if (out.rows !== n || out.cols !== cols) mismatch(op, "out", out, `${n}×${cols}`);
  if (bias && (bias.rows !== 1 || bias.cols !== cols)) mismatch(op, "bias", bias, `1×${cols}`);
  finite(op, "alpha", alpha ?? 1);
  finite(op, "beta", beta ?? 0);
}

/** Known operations only, gather's out has batchSize rows, a scratch matrix is written before it is read. */
export function checkProgram({ batchSize, instructions, scratch }: Program<Matrix>): void {
  if (!Number.isSafeInteger(batchSize) || batchSize < 1)
    fail("OPTION_INVALID", `compile: batchSize is ${batchSize}; expected a positive whole number`);
  const written = new Set<Matrix>();
  for (const i of instructions) {
    if (i.op === "gather" && i.out.rows !== batchSize)
      mismatch("compile: gather", "out", i.out, `${batchSize} rows, the batch size`);
    for (const m of inputsOf(i))
      if (scratch.has(m) && !written.has(m))
        fail(
          "OPTION_INVALID",
          `compile: ${i.op} reads a ${shapeOf(m)} scratch matrix that no earlier instruction wrote; its contents are undefined`,
        );
    written.add(outputOf(i));
  }
}

export const shapeOf = (m: Matrix) => `${m.rows}×${m.cols}`;

export function fail(code: ErrorCode, message: string): never {
  throw new DeltaruleError(code, message);
}

function mismatch(op: string, name: string, m: Matrix, expected: string): never {
  fail("SHAPE_MISMATCH", `${op}: ${name} is ${shapeOf(m)}; expected ${expected}`);
}

function alike(op: string, name: string, m: Matrix, likeName: string, like: Matrix): void {
  if (m.rows !== like.rows || m.cols !== like.cols) mismatch(op, name, m, `${shapeOf(like)}, the shape of ${likeName}`);
}

function apart(op: string, out: Matrix, inputs: readonly Matrix[]): void {
  if (inputs.includes(out))
    fail("ALIASED", `${op}: the ${shapeOf(out)} matrix that is written is also an input; expected two matrices`);
}

function finite(op: string, name: string, s: Scalar): void {
  const value = typeof s === "number" ? s : s.rate;
  if (!Number.isFinite(value)) fail("NOT_FINITE", `${op}: ${name} is ${value}; expected a finite number`);
}
