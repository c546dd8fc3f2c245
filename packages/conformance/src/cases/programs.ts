import { type Backend, type Compiled, interpret, type Matrix, type Program, type Values } from "@deltarule/core";
import type { ConformanceCase } from "../case.ts";
import { runOracle } from "../oracle.ts";
import { randomProgram } from "../random-program.ts";
import { table } from "../reference.ts";
import { compileOn, type Setting, settle } from "../setting.ts";
import { tasks } from "../tasks.ts";
import type { Trial } from "../trial.ts";

/** Programs: what the interpreter makes of the operations, what a backend's own `compile` makes of them, and the oracle. */
export const programs: readonly ConformanceCase[] = [
  ...Object.entries(tasks).flatMap(([name, task]): ConformanceCase[] => [
    {
      id: `programs/interpreted/${name}`,
      title: `Interpreted, ${name} trains within the bound of its operations`,
      needs: "raw",
      run: (trial) => trainWithin(trial, settle(trial, task), interpret),
    },
    {
      id: `programs/compiled/${name}`,
      title: `Compiled, ${name} trains within the bound of its operations`,
      needs: "raw",
      run: (trial) => trainWithin(trial, settle(trial, task), compileOn),
    },
    sameBits(`programs/same-bits/${name}`, `Interpreted and compiled, ${name} trains to the same bits`, (trial) => ({
      ...settle(trial, task),
      rate: task.rate,
    })),
  ]),
  ...Array.from({ length: 12 }, (_, seed): ConformanceCase[] => [
    {
      id: `programs/random/${seed}`,
      title: "Instructions in an order that no trainer emits stay within the bound of their operations",
      needs: "raw",
      async run(trial) {
        const { parts, contents, lasting, rate } = randomProgram(trial, seed);
        await runParts(trial.backend, parts, rate, compileOn);
        for (const { program, order } of parts) runOracle(trial.arithmetic, program, contents, { order, rate });
        for (const [name, m] of lasting) await trial.expect(name, m, contents.get(m)!);
      },
    },
    sameBits(
      `programs/random-same-bits/${seed}`,
      "Interpreted and compiled, instructions in an order that no trainer emits give the same bits",
      (trial) => randomProgram(trial, seed),
    ),
  ]).flat(),
  {
    id: "programs/batches",
    title: "One run of many batches does what a run a batch does",
    needs: "raw",
    fact: "deterministic",
    async run(trial) {
      const task = tasks["5-4-3-momentum"];
      const results: Named<Values>[] = [];
      for (const together of [true, false]) {
        const { parts, lasting } = settle(trial, task);
        const { program, order } = parts[0]!;
        const compiled = compileOn(trial.backend, program);
        const size = together ? order.length : program.batchSize;
        for (let start = 0; start < order.length; start += size)
          await compiled.run({ order: order.subarray(start, start + size), rate: task.rate });
        compiled.free();
        results.push(await readAll(trial, lasting));
      }
      compareBits(trial, results);
    },
  },
  {
    id: "programs/empty-run",
    title: "A run over no samples changes nothing",
    needs: "raw",
    async run(trial) {
      const { parts, lasting } = settle(trial, tasks["5-4-3-momentum"]);
      const before = await readAll(trial, lasting);
      const compiled = compileOn(trial.backend, parts[0]!.program);
      await compiled.run({ order: new Uint32Array(0), rate: 1 });
      compiled.free();
      compareBits(trial, [before, await readAll(trial, lasting)]);
    },
  },
  {
    id: "programs/rates",
    title: "A rate is its multiple times the run's, a number is itself, and each run has its own rate",
    needs: "raw",
    async run({ backend, put, make, same }) {
      const [one, w, out] = [put(table(1, 1, [1])), make(1, 1), make(1, 1)];
      const program: Program<Matrix> = {
        batchSize: 1,
        scratch: new Set(),
        instructions: [
          { op: "update", w, step: one, rate: { rate: 0.5 } },
          { op: "update", w, step: one, rate: 16 },
          { op: "matmul", a: one, b: one, out, alpha: { rate: -2 }, beta: 1 },
          { op: "matmul", a: one, b: one, out, alpha: 32, beta: 1 },
        ],
      };
      const compiled = compileOn(backend, program);
      await compiled.run({ order: Uint32Array.of(0, 0), rate: 4 });
      await compiled.run({ order: Uint32Array.of(0), rate: 0 });
      await compiled.run({ order: Uint32Array.of(0), rate: -8 });
      compiled.free();
      // 2·(½·4 + 16) + 16 + (½·(−8) + 16)
      same("w", await backend.read(w), [64]);
      // 2·(−2·4 + 32) + 32 + (−2·(−8) + 32)
      same("out", await backend.read(out), [128]);
    },
  },
  {
    id: "programs/scratch",
    title: "What stood in scratch matrices before a run does not matter",
    needs: "raw",
    async run(trial) {
      const setting = settle(trial, tasks["5-4-3-remainder"]);
      for (const { program } of setting.parts)
        for (const m of program.scratch) trial.backend.write(m, new Float64Array(m.rows * m.cols).fill(77));
      await trainWithin(trial, setting, compileOn);
    },
  },
];

type Compile = (backend: Backend, program: Program<Matrix>) => Compiled;
type Walk = { readonly program: Program<Matrix>; readonly order: Uint32Array };
type Named<T> = readonly (readonly [name: string, value: T])[];

/** Trains two epochs, whole batches and remainder, and holds every matrix that outlives them to the oracle. */
async function trainWithin(trial: Trial, { parts, lasting, contents, task: { rate } }: Setting, compile: Compile) {
  const epochs = [...parts, ...parts];
  await runParts(trial.backend, epochs, rate, compile);
  for (const { program, order } of epochs) runOracle(trial.arithmetic, program, contents, { order, rate });
  for (const [name, m] of lasting) await trial.expect(name, m, contents.get(m)!);
}

/** The same numbers twice, on matrices of their own: interpreted, and compiled by the backend. A fusion keeps the unfused bits. */
function sameBits(
  id: string,
  title: string,
  setUp: (trial: Trial) => { parts: readonly Walk[]; lasting: Named<Matrix>; rate: number },
): ConformanceCase {
  return {
    id,
    title,
    needs: "raw",
    fact: "deterministic",
    async run(trial) {
      const outcomes: Named<Values>[] = [];
      for (const compile of [interpret, compileOn]) {
        const { parts, lasting, rate } = setUp(trial);
        await runParts(trial.backend, [...parts, ...parts], rate, compile);
        outcomes.push(await readAll(trial, lasting));
      }
      compareBits(trial, outcomes);
    },
  };
}

/** Each walk in turn; the walks of one program share its compilation, and nothing is awaited before the end. */
async function runParts(backend: Backend, walks: readonly Walk[], rate: number, compile: Compile): Promise<void> {
  const compiled = new Map<Program<Matrix>, Compiled>();
  for (const { program } of walks) if (!compiled.has(program)) compiled.set(program, compile(backend, program));
  await Promise.all(walks.map(({ program, order }) => compiled.get(program)!.run({ order, rate })));
  for (const program of compiled.values()) program.free();
}

const readAll = ({ backend }: Trial, lasting: Named<Matrix>): Promise<Named<Values>> =>
  Promise.all(lasting.map(async ([name, m]) => [name, await backend.read(m)] as const));

function compareBits({ same }: Trial, [expected = [], ...others]: readonly Named<Values>[]): void {
  for (const other of others) for (const [i, [name, values]] of other.entries()) same(name, values, expected[i]![1]);
}
