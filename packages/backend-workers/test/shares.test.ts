import { fuse, layout, type Record } from "@deltarule/backend-cpu/wasm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { wordOf } from "../src/record-fields.ts";
import { divide, shareOf } from "../src/shares.ts";
import { touchedCells } from "./touched-cells.ts";
import { trainingStep } from "./training-step.ts";

const sharesOf = (record: Record, threads: number) =>
  Array.from({ length: threads }, (_, thread) => shareOf(divide(record, threads), thread)).filter(
    (share) => share !== undefined,
  );

test("a layer's forward pass and its weight change are divided by the same units, so that each weight is one thread's", async () => {
  const records = fuse(await trainingStep([784, 300, 10], { batchSize: 32 }));
  const ofLayer = records.filter((r) => wordOf(r, layout.COLS) === 300).map((record) => divide(record, 2));
  // forward, δ, weights and bias
  expect(ofLayer.map(({ side, bounds }) => [side, ...bounds])).toEqual(Array(4).fill(["columns", 0, 152, 300]));
});

test("ten units are too few for two threads and are divided by rows, thirty are enough", async () => {
  const records = fuse(await trainingStep([784, 30, 10], { batchSize: 10 }));
  const sides = records.filter(({ op }) => op === layout.FORWARD).map((record) => divide(record, 2));
  expect(sides).toMatchObject([
    { side: "columns", bounds: [0, 16, 30] },
    { side: "rows", bounds: [0, 5, 10] },
  ]);
});

test("the shares write every cell of a record once and leave its kernel, and columns begin where a vector does", async () => {
  const units = fc.integer({ min: 1, max: 150 });
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(units, units, units),
      fc.integer({ min: 1, max: 40 }),
      fc.constantFrom(0, 0.9),
      fc.integer({ min: 1, max: 9 }),
      async (sizes, batchSize, momentum, threads) => {
        for (const record of fuse(await trainingStep(sizes, { batchSize, momentum }))) {
          const shares = sharesOf(record, threads);
          const written = shares.flatMap((share) => [...touchedCells(share).writes]);
          expect(written).toHaveLength(new Set(written).size);
          expect(new Set(written)).toEqual(touchedCells(record).writes);
          for (const share of shares) {
            expect(wordOf(share, layout.KERNEL)).toBe(wordOf(record, layout.KERNEL));
            expect(wordOf(share, layout.OUT) % 16).toBe(0);
          }
        }
      },
    ),
    { seed: 13, numRuns: 40 },
  );
});
