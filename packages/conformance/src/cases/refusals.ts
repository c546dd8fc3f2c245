import {
  type Backend,
  checked,
  DeltaruleError,
  type ErrorCode,
  type Instruction,
  type Matrix,
  Network,
  type Program,
  train,
} from "@deltarule/core";
import type { ConformanceCase } from "../case.ts";
import { table } from "../reference.ts";
import type { Trial } from "../trial.ts";

/** What `checked` refuses, each with its code and before anything is touched: no matrix differs by a bit afterwards. */
export const refusals: readonly ConformanceCase[] = [
  ...refuses("SHAPE_MISMATCH", {
    "matrix-size": ({ backend }) => backend.matrix(0, 3),
    "matrix-values": ({ backend }) => backend.matrix(2, 2, new Float32Array(3)),
    "write-length": ({ backend, x }) => backend.write(x, new Float32Array(5)),
    "gather-columns": ({ backend, x, square }) => backend.gather(x, Uint32Array.of(0, 1), square),
    "gather-count": ({ backend, x, y }) => backend.gather(x, Uint32Array.of(0), y),
    "gather-index": ({ backend, x, y }) => backend.gather(x, Uint32Array.of(0, 2), y),
    "matmul-inner": ({ backend, x, y, square }) => backend.matmul(x, y, square),
    "matmul-out": ({ backend, x, w, square }) => backend.matmul(x, w, square),
    "matmul-transposed": ({ backend, x, w, y }) => backend.matmul(x, w, y, { transposeA: true }),
    "matmul-bias": ({ backend, x, y, w, error }) => backend.matmul(x, w, y, { bias: error }),
    sigmoid: ({ backend, x, w }) => backend.sigmoid(x, w),
    "delta-target": ({ backend, x, y, w }) => backend.delta(x, { target: w }, y),
    "delta-out": ({ backend, x, y, w }) => backend.delta(x, { error: y }, w),
    update: ({ backend, x, w }) => backend.update(w, x, 1),
    "squared-error-target": ({ backend, x, w, error }) => backend.squaredError(x, w, error),
    "squared-error-out": ({ backend, x, y, w }) => backend.squaredError(x, y, w),
    "program-gather": ({ compile, x, y }) => compile([{ op: "gather", source: x, out: y }], { batchSize: 1 }),
    "run-order": ({ run }) => run(Uint32Array.of(0, 1, 0)),
    "run-index": ({ run }) => run(Uint32Array.of(0, 2)),
  }),
  ...refuses("NOT_FINITE", {
    alpha: ({ backend, x, y, w }) => backend.matmul(x, w, y, { alpha: Number.NaN }),
    beta: ({ backend, x, y, w }) => backend.matmul(x, w, y, { beta: Number.POSITIVE_INFINITY }),
    rate: ({ backend, x, y }) => backend.update(x, y, Number.NEGATIVE_INFINITY),
    "program-rate": ({ compile, x, y }) => compile([{ op: "update", w: x, step: y, rate: { rate: Number.NaN } }]),
    "run-rate": ({ run }) => run(Uint32Array.of(0, 1), Number.NaN),
  }),
  ...refuses("ALIASED", {
    gather: ({ backend, x }) => backend.gather(x, Uint32Array.of(0, 1), x),
    "matmul-a": ({ backend, x, w }) => backend.matmul(x, w, x),
    "matmul-b": ({ backend, w }) => backend.matmul(w, w, w),
    "matmul-bias": ({ backend, row, w }) => backend.matmul(row, w, row, { bias: row }),
    sigmoid: ({ backend, x }) => backend.sigmoid(x, x),
    delta: ({ backend, x, y }) => backend.delta(x, { target: y }, y),
    update: ({ backend, x }) => backend.update(x, x, 1),
    "squared-error": ({ backend, error, column }) => backend.squaredError(error, column, error),
    program: ({ compile, x }) => compile([{ op: "sigmoid", net: x, out: x }]),
  }),
  ...refuses("FREED", {
    read: ({ backend, freed }) => backend.read(freed),
    write: ({ backend, freed }) => backend.write(freed, new Float32Array(6)),
    free: ({ backend, freed }) => backend.free(freed),
    operand: ({ backend, x, freed }) => backend.delta(x, { error: freed }, x),
    out: ({ backend, x, freed }) => backend.sigmoid(x, freed),
    program: ({ compile, freed, x }) => compile([{ op: "update", w: x, step: freed, rate: 1 }]),
    run: ({ compile, backend, x }) => {
      const step = backend.matrix(2, 3);
      const program = compile([{ op: "update", w: x, step, rate: 1 }]);
      backend.free(step);
      return program.run({ order: Uint32Array.of(0, 1), rate: 1 }).finally(() => program.free());
    },
    "run-of-freed-program": ({ compile, x, y }) => {
      const program = compile([{ op: "update", w: x, step: y, rate: 1 }]);
      program.free();
      return program.run({ order: Uint32Array.of(0, 1), rate: 1 });
    },
  }),
  ...refuses("FOREIGN_MATRIX", {
    operand: async ({ backend, x, foreign }) => backend.update(x, await foreign(), 1),
    out: async ({ backend, x, foreign }) => backend.sigmoid(x, await foreign()),
    bias: ({ backend, x, y, w }) => backend.matmul(x, w, y, { bias: { rows: 1, cols: 3 } }),
    read: async ({ backend, foreign }) => backend.read(await foreign()),
    free: async ({ backend, foreign }) => backend.free(await foreign()),
    program: async ({ compile, x, foreign }) => compile([{ op: "update", w: x, step: await foreign(), rate: 1 }]),
  }),
  ...refuses("OPTION_INVALID", {
    "scratch-unwritten": ({ compile, x, y }) =>
      compile([{ op: "update", w: x, step: y, rate: 1 }], { scratch: new Set([y]) }),
    "batch-size": ({ compile, x, y }) => compile([{ op: "update", w: x, step: y, rate: 1 }], { batchSize: 0 }),
  }),
  {
    id: "refusals/CLOSED",
    title: "A closed backend refuses every call with CLOSED",
    needs: "checked",
    async run({ create }) {
      const backend = await create();
      const [x, y] = [backend.matrix(1, 1), backend.matrix(1, 1)];
      const program = checked(backend).compile(programOf([{ op: "sigmoid", net: x, out: y }]));
      await backend.close();
      const calls: Readonly<Record<string, () => unknown>> = {
        matrix: () => backend.matrix(1, 1),
        write: () => backend.write(x, Float32Array.of(1)),
        gather: () => backend.gather(x, Uint32Array.of(0), y),
        read: () => backend.read(x),
        matmul: () => backend.matmul(x, x, y),
        sigmoid: () => backend.sigmoid(x, y),
        delta: () => backend.delta(x, { error: x }, y),
        update: () => backend.update(x, y, 1),
        squaredError: () => backend.squaredError(x, x, y),
        compile: () => checked(backend).compile(programOf([{ op: "sigmoid", net: x, out: y }])),
        run: () => program.run({ order: Uint32Array.of(0), rate: 1 }),
      };
      for (const [name, call] of Object.entries(calls)) await expectCode("CLOSED", name, call);
    },
  },
  {
    id: "refusals/BACKEND_FAILED",
    title: "A matrix that no memory can hold is BACKEND_FAILED, at once or at the next read",
    needs: "raw",
    async run({ create }) {
      const backend = await create();
      // 2⁵² numbers
      await expectCode("BACKEND_FAILED", "matrix", () => backend.read(backend.matrix(2 ** 26, 2 ** 26)));
    },
  },
  refusesToTrain("OPTION_INVALID", "a batch of no samples", { batchSize: 0 }),
  refusesToTrain("DATA_INVALID", "an input that is no number", { input: Number.NaN }),
  // from weights of 0, δ is ⅛ and the change ⅛ · 10⁴ · ε: more than any precision holds
  refusesToTrain("DIVERGED", "a rate at which the weights leave the precision", {
    learningRate: Number.MAX_VALUE,
    input: 1e4,
  }),
];

interface Scene {
  readonly backend: Backend;
  /** 2×3, as are y and freed; w is 3×3, row 1×3, square 2×2; error and column are 2×1. */
  readonly x: Matrix;
  readonly y: Matrix;
  readonly w: Matrix;
  readonly row: Matrix;
  readonly square: Matrix;
  readonly error: Matrix;
  readonly column: Matrix;
  readonly freed: Matrix;
  /** 2×3, of another instance. */
  foreign(): Promise<Matrix>;
  compile(
    instructions: Instruction<Matrix>[],
    other?: Partial<Program<Matrix>>,
  ): ReturnType<ReturnType<typeof checked>["compile"]>;
  /** Runs a program that gathers rows of x into y and moves w, batches of 2. */
  run(order: Uint32Array, rate?: number): Promise<void>;
}

function refuses(code: ErrorCode, calls: Readonly<Record<string, (scene: Scene) => unknown>>): ConformanceCase[] {
  return Object.entries(calls).map(([name, call]) => ({
    id: `refusals/${code}/${name}`,
    title: `${name} is refused with ${code} and changes nothing`,
    needs: "checked",
    async run(trial) {
      const { scene, live } = setScene(trial);
      const before = await Promise.all(live.map((m) => trial.backend.read(m)));
      await expectCode(code, name, () => call(scene));
      for (const [i, m] of live.entries())
        trial.same(`matrix ${i} after the refusal`, await trial.backend.read(m), before[i]!);
    },
  }));
}

/** The trainer's own refusals on this backend: the network keeps its weights, and the backend works on. */
function refusesToTrain(
  code: ErrorCode,
  what: string,
  { input = 1, batchSize = 1, learningRate = 0.5 }: { input?: number; batchSize?: number; learningRate?: number },
): ConformanceCase {
  return {
    id: `refusals/${code}/train`,
    title: `Training refuses ${what} with ${code} and keeps the weights`,
    needs: "checked",
    ...(code === "DIVERGED" && { fact: "nonFinite" }),
    async run({ backend, put, same }) {
      const network = Network.create([1, 1], { seed: 1, init: { uniform: 0 } });
      const data = { inputs: [[input]], targets: [[1]] };
      await expectCode(code, "train", async () => {
        for await (const _ of train(network, data, { backend, learningRate, batchSize, epochs: 2 }));
      });
      same("the weight", network.layers[0]!.weights, [0]);
      same("a matrix afterwards", await backend.read(put(table(1, 2, [1, 2]))), [1, 2]);
    },
  };
}

function setScene({ backend, create, put, make }: Trial): { scene: Scene; live: Matrix[] } {
  const counted = (rows: number, cols: number) =>
    put(
      table(
        rows,
        cols,
        Array.from({ length: rows * cols }, (_, e) => e + 1),
      ),
    );
  const [x, y, w, row] = [counted(2, 3), counted(2, 3), counted(3, 3), counted(1, 3)] as const;
  const [square, error, column] = [counted(2, 2), counted(2, 1), counted(2, 1)] as const;
  const freed = backend.matrix(2, 3);
  backend.free(freed);
  const foreign = async () => (await create()).matrix(2, 3);
  const step = make(3, 3);
  const compile: Scene["compile"] = (instructions, other) =>
    checked(backend).compile({ ...programOf(instructions), batchSize: 2, ...other });
  const run: Scene["run"] = async (order, rate = 1) => {
    const program = compile([
      { op: "gather", source: x, out: y },
      { op: "update", w, step, rate: { rate: 1 } },
    ]);
    await program.run({ order, rate }).finally(() => program.free());
  };
  const scene = { backend, x, y, w, row, square, error, column, freed, foreign, compile, run };
  return { scene, live: [x, y, w, row, square, error, column] };
}

const programOf = (instructions: Instruction<Matrix>[]): Program<Matrix> => ({
  batchSize: 1,
  instructions,
  scratch: new Set(),
});

/** The call throws, or what it returns rejects, with this code. */
async function expectCode(code: ErrorCode, name: string, call: () => unknown): Promise<void> {
  const outcome = await (async () => call())().then(
    () => "nothing",
    (cause: unknown) => (cause instanceof DeltaruleError ? cause.code : String(cause)),
  );
  if (outcome !== code) throw new Error(`${name}: expected ${code}; got ${outcome}`);
}
