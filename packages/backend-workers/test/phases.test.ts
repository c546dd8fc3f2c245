import { fuse } from "@deltarule/backend-cpu/wasm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { phasesOf } from "../src/phases.ts";
import { shareOf } from "../src/shares.ts";
import { touchedCells } from "./touched-cells.ts";
import { trainingStep } from "./training-step.ts";

const stepOf = async (...args: Parameters<typeof trainingStep>) => fuse(await trainingStep(...args));
const barriersOf = (phases: ReturnType<typeof phasesOf>) => phases.filter(({ barrier }) => barrier).length;

test("layers of many units are divided by units: threads meet after the gather, each forward layer, the outputs' δ and the weight changes", async () => {
  // the layer of ten outputs is divided by rows, and its E and δ with it
  expect(barriersOf(phasesOf(await stepOf([784, 300, 10], { batchSize: 32 }), 2))).toBe(4);
  // a hidden layer more is met for forward and back
  expect(barriersOf(phasesOf(await stepOf([784, 800, 800, 10], { batchSize: 128 }), 2))).toBe(6);
});

test("layers too narrow for that are divided by rows: threads meet before the sums over samples and before the next forward pass", async () => {
  for (const momentum of [0, 0.9])
    expect(barriersOf(phasesOf(await stepOf([4, 3, 3], { batchSize: 16, momentum }), 2))).toBe(2);
});

test("one thread meets nobody", async () => {
  expect(phasesOf(await stepOf([784, 300, 10]), 1)).toMatchObject([{ barrier: false }]);
});

test("between two barriers no thread touches a cell that another one writes, batch after batch", async () => {
  const units = fc.integer({ min: 1, max: 40 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(units, { minLength: 2, maxLength: 4 }),
      units,
      fc.constantFrom(0, 0.9),
      fc.integer({ min: 2, max: 5 }),
      async (sizes, batchSize, momentum, threads) => {
        const phases = phasesOf(await stepOf(sizes, { batchSize, momentum }), threads);
        const writer = new Map<number, number>();
        const readers = new Map<number, Set<number>>();
        const collisions: number[] = [];
        // two batches, for the end of one meets the beginning of the next
        for (const { records, barrier } of [...phases, ...phases]) {
          for (const divided of records)
            for (let thread = 0; thread < threads; thread++) {
              const share = shareOf(divided, thread);
              if (!share) continue;
              const { reads, writes } = touchedCells(share);
              for (const cell of [...reads, ...writes])
                if ((writer.get(cell) ?? thread) !== thread) collisions.push(cell);
              for (const cell of writes) {
                if ([...(readers.get(cell) ?? [])].some((reader) => reader !== thread)) collisions.push(cell);
                writer.set(cell, thread);
              }
              for (const cell of reads) readers.set(cell, (readers.get(cell) ?? new Set()).add(thread));
            }
          if (barrier) {
            writer.clear();
            readers.clear();
          }
        }
        expect(collisions).toEqual([]);
      },
    ),
    { seed: 11, numRuns: 60 },
  );
});
