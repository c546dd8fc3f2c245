import { createMemory, createWasmBackend } from "@deltarule/backend-cpu/wasm";
import {
  type Backend,
  checked,
  generator,
  type Matrix,
  Network,
  type StepOptions,
  train,
  trainingProgram,
  upload,
} from "@deltarule/core";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createBackend } from "../src/index.ts";
import { builds, createSplit } from "./split.ts";

/** Error and weights after some batches, then one at another rate. */
async function trained(raw: Backend, sizes: readonly number[], batchSize: number, options: StepOptions) {
  const backend = checked(raw);
  const rows = 3 * batchSize;
  const { uniform } = generator(2);
  const table = (cols: number) => backend.matrix(rows, cols, Float32Array.from({ length: rows * cols }, uniform));
  const layers = upload(backend.matrix, Network.create(sizes, { seed: 5, init: { uniform: 1 } }));
  const tables = { inputs: table(sizes[0]!), targets: table(sizes.at(-1)!) };
  const { program, error } = trainingProgram(backend.matrix, layers, tables, batchSize, options);
  const compiled = backend.compile(program);
  const order = Uint32Array.from({ length: 2 * rows }, (_, at) => (at * 7) % rows);
  await compiled.run({ order, rate: 0.3 });
  await compiled.run({ order: order.subarray(0, batchSize), rate: 0.1 });
  const matrices: Matrix[] = [error, ...layers.flatMap(({ weights, bias }) => [weights, bias!])];
  return Promise.all(matrices.map((m) => backend.read(m)));
}

/** A network's layers after three epochs of training. */
async function learnt(
  backend: Backend,
  sizes: readonly number[],
  rows: number,
  options: { readonly batchSize: number; readonly momentum: number },
) {
  const { uniform } = generator(3);
  const table = (cols: number) => Array.from({ length: rows }, () => Array.from({ length: cols }, uniform));
  const network = Network.create(sizes, { seed: 5 });
  const data = { inputs: table(sizes[0]!), targets: table(sizes.at(-1)!) };
  for await (const _ of train(network, data, { ...options, backend, learningRate: 0.1, epochs: 3 }));
  return network.layers;
}

const networks: [sizes: number[], batchSize: number][] = [
  [[2, 2, 1], 1],
  [[9, 16, 5], 9],
  [[50, 33, 10], 7],
  [[784, 30, 10], 10],
  [[784, 300, 10], 32],
  [[33, 70, 5], 1],
  [[33, 70, 5], 3],
  // its products are packed
  [[100, 130, 170], 300],
];

for (const build of builds)
  for (const threads of [1, 2, 3, 4, 7])
    describe(`${build}, split among ${threads} threads`, () => {
      let split: Backend;
      let cpu: Backend;
      beforeAll(async () => {
        split = await createSplit(threads, build);
        cpu = await createWasmBackend(build, createMemory());
      });
      afterAll(() => split.close());

      for (const [sizes, batchSize] of networks)
        for (const options of [{}, { momentum: 0.9 }, { momentum: 0.5, average: true }] satisfies StepOptions[])
          test(`${sizes.join("-")} in batches of ${batchSize}, ${JSON.stringify(options)}: the bits of cpu`, async () => {
            const got = await trained(split, sizes, batchSize, options);
            expect(got).toEqual(await trained(cpu, sizes, batchSize, options));
          });

      test("any network, rows, batch with its remainder, and momentum: training with the bits of cpu", async () => {
        const few = fc.integer({ min: 1, max: 40 });
        await fc.assert(
          fc.asyncProperty(
            fc.array(few, { minLength: 2, maxLength: 4 }),
            few,
            few,
            fc.constantFrom(0, 0.9),
            async (sizes, rows, batchSize, momentum) => {
              const network = (backend: Backend) => learnt(backend, sizes, rows, { batchSize, momentum });
              expect(await network(split)).toEqual(await network(cpu));
            },
          ),
          { seed: 7, numRuns: 30 },
        );
      });
    });

test("where the number of threads is chosen run by run, the bits are those of cpu too", async () => {
  const workers = await createBackend({ threads: 3, arithmetic: "portable" });
  const cpu = await createWasmBackend("portable", createMemory());
  for (const [sizes, batchSize] of networks)
    expect(await trained(workers, sizes, batchSize, { momentum: 0.9 })).toEqual(
      await trained(cpu, sizes, batchSize, { momentum: 0.9 }),
    );
  await workers.close();
});
