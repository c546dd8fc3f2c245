import { expect, test } from "vitest";
import { type Backend, checked, type Instruction, type Matrix } from "../src/index.ts";

/** A backend that computes nothing and remembers which members were called. */
function recording(): Backend & { readonly calls: string[] } {
  const calls: string[] = [];
  const called = (name: string) => () => void calls.push(name);
  return {
    calls,
    contract: 1,
    name: "recording",
    facts: { device: "none", precision: "f32", deterministic: true, nonFinite: true, sigmoidUlp: 1 },
    matrix: (rows, cols) => {
      calls.push("matrix");
      return { rows, cols };
    },
    write: called("write"),
    gather: called("gather"),
    read: async (m) => {
      calls.push("read");
      return new Float32Array(m.rows * m.cols);
    },
    free: called("free"),
    matmul: called("matmul"),
    sigmoid: called("sigmoid"),
    delta: called("delta"),
    update: called("update"),
    squaredError: called("squaredError"),
    close: async () => void calls.push("close"),
  };
}

const raw = recording();
const backend = checked(raw);
const matrix = (rows: number, cols: number) => backend.matrix(rows, cols);
const m23 = matrix(2, 3);
const m23b = matrix(2, 3);
const m34 = matrix(3, 4);
const m24 = matrix(2, 4);
const m14 = matrix(1, 4);

test("a backend has one wrapper, and checking a wrapper gives it back", () => {
  const raw = recording();
  expect(checked(raw)).toBe(checked(raw));
  expect(checked(checked(raw))).toBe(checked(raw));
});

test.each<[string, () => void, string, string]>([
  [
    "inner sizes that differ",
    () => backend.matmul(m23, m24, m34),
    "SHAPE_MISMATCH",
    "matmul: a is 2×3 but b is 2×4; expected it to have 3 rows",
  ],
  [
    "a transposition that doesn't fit",
    () => backend.matmul(m23, m34, m24, { transposeA: true }),
    "SHAPE_MISMATCH",
    "matmul: transposed a is 3×2 but b is 3×4; expected it to have 2 rows",
  ],
  ["another out", () => backend.matmul(m23, m34, m23b), "SHAPE_MISMATCH", "matmul: out is 2×3; expected 2×4"],
  [
    "a bias a sample",
    () => backend.matmul(m23, m34, m24, { bias: matrix(2, 4) }),
    "SHAPE_MISMATCH",
    "matmul: bias is 2×4; expected 1×4",
  ],
  [
    "alpha NaN",
    () => backend.matmul(m23, m34, m24, { bias: m14, alpha: Number.NaN }),
    "NOT_FINITE",
    "matmul: alpha is NaN; expected a finite number",
  ],
  [
    "beta ∞",
    () => backend.matmul(m23, m34, m24, { beta: Number.POSITIVE_INFINITY }),
    "NOT_FINITE",
    "matmul: beta is Infinity",
  ],
  [
    "out that is a",
    () => backend.matmul(m23, matrix(3, 3), m23),
    "ALIASED",
    "matmul: the 2×3 matrix that is written is also an input",
  ],
  [
    "out that is the bias",
    () => backend.matmul(matrix(1, 3), m34, m14, { bias: m14 }),
    "ALIASED",
    "matmul: the 1×4 matrix",
  ],
  [
    "sigmoid of another shape",
    () => backend.sigmoid(m23, m24),
    "SHAPE_MISMATCH",
    "sigmoid: out is 2×4; expected 2×3, the shape of net",
  ],
  [
    "a target of another shape",
    () => backend.delta(m23, { target: m24 }, matrix(2, 3)),
    "SHAPE_MISMATCH",
    "delta: target is 2×4; expected 2×3, the shape of a",
  ],
  ["an error that is out", () => backend.delta(m23, { error: m24 }, m24), "ALIASED", "delta: the 2×4 matrix"],
  [
    "a step of another shape",
    () => backend.update(m23, m24, 1),
    "SHAPE_MISMATCH",
    "update: step is 2×4; expected 2×3, the shape of w",
  ],
  ["a rate of NaN", () => backend.update(m23, matrix(2, 3), Number.NaN), "NOT_FINITE", "update: rate is NaN"],
  ["errors that are no column", () => backend.squaredError(m23, matrix(2, 3), m23), "ALIASED", "squaredError"],
  [
    "errors for other rows",
    () => backend.squaredError(m23, matrix(2, 3), matrix(3, 1)),
    "SHAPE_MISMATCH",
    "squaredError: out is 3×1; expected 2×1, a value a row of a (2×3)",
  ],
  [
    "indices for other rows",
    () => backend.gather(m34, Uint32Array.of(0), m24),
    "SHAPE_MISMATCH",
    "gather: 1 indices for out of 2 rows",
  ],
  [
    "an index past the end",
    () => backend.gather(m34, Uint32Array.of(0, 3), m24),
    "SHAPE_MISMATCH",
    "gather: index 3 into a matrix of 3 rows; expected less than 3",
  ],
  [
    "values that don't fill it",
    () => backend.write(m23, new Float32Array(5)),
    "SHAPE_MISMATCH",
    "write: 5 values for a 2×3 matrix; expected 6",
  ],
  ["no rows", () => matrix(0, 3), "SHAPE_MISMATCH", "matrix: 0×3; expected positive whole numbers"],
  [
    "another backend's matrix",
    () => backend.sigmoid({ rows: 2, cols: 3 }, m23),
    "FOREIGN_MATRIX",
    "sigmoid: the 2×3 matrix is not of this recording backend",
  ],
])("%s: refused before anything is touched", (_, call, code, message) => {
  const operations = () => raw.calls.filter((name) => name !== "matrix");
  const before = operations();
  expect(call).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }));
  expect(operations()).toEqual(before);
});

test("a freed matrix can't be used, read or freed again", async () => {
  const m = matrix(2, 3);
  backend.free(m);
  const freed = expect.objectContaining({ code: "FREED" });
  expect(() => backend.free(m)).toThrow(freed);
  expect(() => backend.write(m, new Float32Array(6))).toThrow(freed);
  expect(() => backend.sigmoid(m23, m)).toThrow(freed);
  await expect(backend.read(m)).rejects.toMatchObject({ code: "FREED" });
});

test("a closed backend refuses work, closes once, and lets owners free what they hold", async () => {
  const raw = recording();
  const closing = checked(raw);
  const m = closing.matrix(1, 1);
  const program = closing.compile({ batchSize: 1, instructions: [], scratch: new Set() });
  await closing.close();
  await closing.close();
  expect(raw.calls.filter((name) => name === "close")).toEqual(["close"]);
  expect(() => closing.matrix(1, 1)).toThrow(expect.objectContaining({ code: "CLOSED" }));
  await expect(closing.read(m)).rejects.toMatchObject({ code: "CLOSED" });
  await expect(program.run({ order: new Uint32Array(), rate: 1 })).rejects.toMatchObject({ code: "CLOSED" });
  closing.free(m);
  program.free();
  expect(raw.calls).not.toContain("free");
});

test("a close that throws is one that rejects, whenever it is called", async () => {
  const closing = checked({
    ...recording(),
    close() {
      throw new Error("busy");
    },
  });
  const [first, second] = [closing.close(), closing.close()];
  await expect(first).rejects.toThrow("busy");
  await expect(second).rejects.toThrow("busy");
});

const source = matrix(5, 3);
const x = matrix(2, 3);
const y = matrix(2, 3);
const gather: Instruction<Matrix> = { op: "gather", source, out: x };

test("a program is refused when it is compiled", () => {
  const compile =
    (instructions: readonly Instruction<Matrix>[], scratch: readonly Matrix[] = [], batchSize = 2) =>
    () =>
      backend.compile({ batchSize, instructions, scratch: new Set(scratch) });
  expect(compile([gather, { op: "sigmoid", net: x, out: y }], [x])).not.toThrow();
  expect(compile([{ op: "sigmoid", net: x, out: y }], [x])).toThrow(
    expect.objectContaining({
      code: "OPTION_INVALID",
      message: expect.stringContaining("compile: sigmoid reads a 2×3 scratch matrix that no earlier instruction wrote"),
    }),
  );
  expect(compile([gather], [], 3)).toThrow(
    expect.objectContaining({
      code: "SHAPE_MISMATCH",
      message: expect.stringContaining("compile: gather: out is 2×3; expected 3 rows"),
    }),
  );
  expect(compile([gather], [], 0)).toThrow(expect.objectContaining({ code: "OPTION_INVALID" }));
  const unknown: object = { op: "tanh", net: x, out: y };
  expect(compile([unknown as Instruction<Matrix>])).toThrow(
    'compile: unknown instruction "tanh"; expected one of gather, matmul',
  );
});

test("a run is refused before it starts", async () => {
  const out = matrix(2, 3);
  const program = backend.compile({ batchSize: 2, instructions: [{ op: "gather", source, out }], scratch: new Set() });
  const run = (indices: number[], rate = 1) => program.run({ order: Uint32Array.from(indices), rate });
  await expect(run([0, 1, 2])).rejects.toMatchObject({
    code: "SHAPE_MISMATCH",
    message: "run: 3 indices; expected a multiple of the batch size 2",
  });
  await expect(run([0, 5])).rejects.toMatchObject({
    code: "SHAPE_MISMATCH",
    message: "run: index 5 into a matrix of 5 rows; expected less than 5",
  });
  await expect(run([0, 1], Number.NaN)).rejects.toMatchObject({
    code: "NOT_FINITE",
    message: "run: rate is NaN; expected a finite number",
  });
  await run([0, 4]);
  backend.free(out);
  await expect(run([0, 1])).rejects.toMatchObject({ code: "FREED" });
  program.free();
  await expect(run([0, 1])).rejects.toMatchObject({
    code: "FREED",
    message: "run: the program was freed; expected a live one",
  });
});

test("the interpreter enqueues a whole run in order, with each instruction's scalars", async () => {
  const calls: unknown[] = [];
  const raw: Backend = {
    ...recording(),
    gather: (_source, rows) => void calls.push(["gather", ...rows]),
    matmul: (_a, _b, _out, options) => void calls.push(["matmul", options]),
    update: (_w, _step, rate) => void calls.push(["update", rate]),
  };
  const interpreted = checked(raw);
  const [inputs, batch, weights, step] = [
    interpreted.matrix(4, 1),
    interpreted.matrix(2, 1),
    interpreted.matrix(1, 1),
    interpreted.matrix(1, 1),
  ];
  const program = interpreted.compile({
    batchSize: 2,
    instructions: [
      { op: "gather", source: inputs, out: batch },
      { op: "matmul", a: batch, b: batch, out: step, transposeA: true, alpha: { rate: 0.5 }, beta: 0.9 },
      { op: "update", w: weights, step, rate: { rate: 2 } },
    ],
    scratch: new Set([batch]),
  });
  const running = program.run({ order: Uint32Array.of(3, 1, 0, 2), rate: 0.25 });
  const matmul = ["matmul", { transposeA: true, alpha: 0.125, beta: 0.9 }];
  expect(calls).toEqual([["gather", 3, 1], matmul, ["update", 0.5], ["gather", 0, 2], matmul, ["update", 0.5]]);
  await running;
});
