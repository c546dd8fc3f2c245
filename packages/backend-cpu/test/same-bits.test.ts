import {
  type Backend,
  checked,
  forwardProgram,
  generator,
  type Instruction,
  interpret,
  type Matrix,
  Network,
  type StepOptions,
  trainingProgram,
  upload,
} from "@deltarule/core";
import { expect, test } from "vitest";
import { createWasmBackend } from "../src/wasm/backend.ts";
import { fuse } from "../src/wasm/fuse.ts";
import { FORWARD, HIDDEN, OUTPUT } from "../src/wasm/layout.ts";
import type { WasmMatrix } from "../src/wasm/matrix.ts";
import { type Build, supports } from "../src/wasm/module.ts";
import { isUnrollable } from "../src/wasm/straight-line/size.ts";

const builds = (["portable", "relaxed"] satisfies Build[]).filter(supports);

/** Weights after some batches, from a program that is compiled or interpreted. */
async function trained(
  build: Build,
  sizes: number[],
  batchSize: number,
  options: StepOptions,
  how: "compiled" | "interpreted",
): Promise<number[]> {
  const raw: Backend = await createWasmBackend(build);
  const backend = checked(raw);
  const network = Network.create(sizes, { seed: 5, init: { uniform: 1 } });
  const rows = 3 * batchSize;
  const { uniform } = generator(2);
  const table = (cols: number) => backend.matrix(rows, cols, Float32Array.from({ length: rows * cols }, uniform));
  const layers = upload(backend.matrix, network);
  const { program, error } = trainingProgram(
    backend.matrix,
    layers,
    { inputs: table(sizes[0]!), targets: table(sizes.at(-1)!) },
    batchSize,
    options,
  );
  const compiled = how === "compiled" ? backend.compile(program) : interpret(raw, program);
  const order = Uint32Array.from({ length: 2 * rows }, (_, at) => (at * 7) % rows);
  await compiled.run({ order, rate: 0.3 });
  await compiled.run({ order: order.subarray(0, batchSize), rate: 0.1 });
  const matrices: Matrix[] = [error, ...layers.flatMap(({ weights, bias }) => [weights, bias!])];
  return (await Promise.all(matrices.map((m) => backend.read(m)))).flatMap((values) => [...values]);
}

const networks: { sizes: number[]; batchSize: number; unrolled: boolean }[] = [
  { sizes: [2, 2, 1], batchSize: 1, unrolled: true },
  { sizes: [2, 2, 1], batchSize: 5, unrolled: true },
  { sizes: [4, 10, 3], batchSize: 1, unrolled: true },
  { sizes: [4, 10, 3], batchSize: 2, unrolled: true },
  { sizes: [4, 10, 3], batchSize: 16, unrolled: true },
  { sizes: [4, 10, 3], batchSize: 300, unrolled: true },
  { sizes: [3, 5, 7, 2], batchSize: 1, unrolled: true },
  { sizes: [3, 5, 7, 2], batchSize: 3, unrolled: true },
  { sizes: [13, 1, 1], batchSize: 7, unrolled: true },
  { sizes: [1, 1], batchSize: 1, unrolled: true },
  { sizes: [9, 6, 5], batchSize: 4, unrolled: true },
  { sizes: [9, 16, 5], batchSize: 9, unrolled: false },
  { sizes: [50, 33, 10], batchSize: 7, unrolled: false },
  { sizes: [100, 130, 70], batchSize: 300, unrolled: false },
];

for (const build of builds)
  for (const { sizes, batchSize, unrolled } of networks)
    for (const options of [{}, { momentum: 0.9 }, { momentum: 0.5, average: true }] satisfies StepOptions[])
      test(`${build}: ${sizes.join("-")} in batches of ${batchSize}, ${JSON.stringify(options)}: ${unrolled ? "unrolled" : "records"} and operations one by one give the same bits`, async () => {
        const [compiled, interpreted] = [
          await trained(build, sizes, batchSize, options, "compiled"),
          await trained(build, sizes, batchSize, options, "interpreted"),
        ];
        expect(compiled.length).toBeGreaterThan(sizes.length);
        compiled.forEach((w, at) => {
          expect(w).toBe(interpreted[at]);
        });
      });

for (const build of builds)
  test(`${build}: a forward pass over samples that are unrolled three at a time gives the bits of the operations one by one`, async () => {
    const raw: Backend = await createWasmBackend(build);
    const backend = checked(raw);
    const { uniform } = generator(4);
    const inputs = backend.matrix(9, 5, Float32Array.from({ length: 45 }, uniform));
    const layers = upload(backend.matrix, Network.create([5, 6, 3], { seed: 2, init: { uniform: 2 } }));
    const { program, outputs } = forwardProgram(backend.matrix, layers, inputs, 9);
    const order = Uint32Array.from([8, 0, 3, 3, 1, 7, 2, 6, 4]);
    await interpret(raw, program).run({ order, rate: 0 });
    const expected = await backend.read(outputs);
    backend.write(outputs, new Float32Array(27));
    await backend.compile(program).run({ order, rate: 0 });
    expect(await backend.read(outputs)).toEqual(expected);
    expect(new Set(expected).size).toBe(24);
  });

test("a program in which a sample reads what became of the sums is not unrolled", async () => {
  const { matrix } = await createWasmBackend("portable");
  const [source, x, w, net] = [matrix(2, 2), matrix(2, 2), matrix(2, 2), matrix(2, 2)];
  const gather = { op: "gather", source, out: x } as const;
  const forward = { op: "matmul", a: x, b: w, out: net } as const;
  const sum = { op: "matmul", a: x, b: x, out: w, transposeA: true } as const;
  const unrollable = (instructions: Instruction<WasmMatrix>[]) =>
    isUnrollable({ batchSize: 2, instructions, scratch: new Set() });
  expect(unrollable([gather, forward, sum])).toBe(true);
  expect(unrollable([gather, sum, forward])).toBe(false);
});

test("what is unrolled and what is fused is what these tests mean", async () => {
  const backend = await createWasmBackend("portable");
  for (const { sizes, batchSize, unrolled } of networks) {
    const layers = upload(backend.matrix, Network.create(sizes, { seed: 1 }));
    const tables = { inputs: backend.matrix(batchSize, sizes[0]!), targets: backend.matrix(batchSize, sizes.at(-1)!) };
    const { program } = trainingProgram(backend.matrix, layers, tables, batchSize);
    // the program is over this backend's own matrices
    const own = program as Parameters<typeof fuse>[0];
    expect(isUnrollable(own)).toBe(unrolled);
    const depth = sizes.length - 1;
    const ops = fuse(own).map(({ op }) => op);
    expect(ops.filter((op) => op === FORWARD)).toHaveLength(depth);
    expect(ops.filter((op) => op === OUTPUT)).toHaveLength(1);
    expect(ops.filter((op) => op === HIDDEN)).toHaveLength(depth - 1);
  }
});
