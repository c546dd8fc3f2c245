import { createBackend as createCpu } from "@deltarule/backend-cpu";
import {
  type Backend,
  checked,
  generator,
  type Matrix,
  Network,
  type StepOptions,
  trainingProgram,
  upload,
} from "@deltarule/core";
import { expect, test } from "vitest";
import { createBackend } from "../src/index.ts";

/** Error and weights after some batches. */
async function trained(raw: Backend, sizes: number[], batchSize: number, options: StepOptions): Promise<number[]> {
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
  return (await Promise.all(matrices.map((m) => backend.read(m)))).flatMap((values) => [...values]);
}

const networks: [sizes: number[], batchSize: number][] = [
  [[2, 2, 1], 1],
  [[9, 16, 5], 9],
  [[50, 33, 10], 7],
  [[784, 30, 10], 10],
  [[33, 70, 5], 1],
  [[33, 70, 5], 3],
  // its products are packed
  [[100, 130, 170], 300],
];

for (const arithmetic of ["fast", "portable"] as const)
  for (const threads of [1, 2, 3, 4, 7])
    for (const [sizes, batchSize] of networks)
      for (const options of [{}, { momentum: 0.9 }, { momentum: 0.5, average: true }] satisfies StepOptions[])
        test(`${arithmetic}, ${threads} threads: ${sizes.join("-")} in batches of ${batchSize}, ${JSON.stringify(options)}: the bits of cpu`, async () => {
          const [cpu, workers] = await Promise.all([createCpu({ arithmetic }), createBackend({ threads, arithmetic })]);
          const expected = await trained(cpu, sizes, batchSize, options);
          const got = await trained(workers, sizes, batchSize, options);
          await workers.close();
          expect(got.length).toBe(expected.length);
          got.forEach((w, at) => {
            expect(w).toBe(expected[at]);
          });
        });
