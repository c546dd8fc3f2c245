import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { split } from "../src/index.ts";

const count = (rows: Uint32Array, labels: readonly string[]) => {
  const counts: Record<string, number> = {};
  for (const r of rows) counts[labels[r]!] = (counts[labels[r]!] ?? 0) + 1;
  return counts;
};

describe("a split", () => {
  it("gives each part its share, sorted", () => {
    const { training, validation, test, tooFew } = split(20, { test: 0.2, validation: 0.1, seed: 3 });
    expect([training.length, validation.length, test.length, tooFew]).toEqual([14, 2, 4, false]);
    for (const part of [training, validation, test]) expect(part).toEqual(part.slice().sort());
  });

  it("gives a part at least one row if any share was asked for", () => {
    expect(split(20, { test: 0.01 }).test).toHaveLength(1);
  });

  it("is all training without shares", () => {
    expect(split(12).training).toEqual(Uint32Array.from({ length: 12 }, (_, r) => r));
  });

  it("is the same for the same seed and another for another", () => {
    const parts = (seed: number) => split(100, { test: 0.3, seed }).test;
    expect(parts(7)).toEqual(parts(7));
    expect(parts(7)).not.toEqual(parts(8));
  });

  it("splits the given rows only", () => {
    const rows = Array.from({ length: 30 }, (_, r) => 2 * r);
    const { training, test } = split(rows, { test: 0.5 });
    expect([...training, ...test].sort((a, b) => a - b)).toEqual(rows);
  });

  it("keeps fewer than 10 rows together, and says so", () => {
    const { training, validation, test, tooFew } = split(9, { test: 0.2, validation: 0.2 });
    expect([training.length, validation.length, test.length, tooFew]).toEqual([9, 0, 0, true]);
    expect(split(9).tooFew).toBe(false);
  });

  it("gives each class its share of every part", () => {
    const labels = Array.from({ length: 100 }, (_, r) => (r < 60 ? "a" : r < 90 ? "b" : "c"));
    const { training, validation, test } = split(100, { test: 0.2, validation: 0.1, labels });
    expect(count(test, labels)).toEqual({ a: 12, b: 6, c: 2 });
    expect(count(validation, labels)).toEqual({ a: 6, b: 3, c: 1 });
    expect(count(training, labels)).toEqual({ a: 42, b: 21, c: 7 });
  });

  it("leaves each class a training row, even of two or of one", () => {
    const labels = [...Array.from({ length: 17 }, () => "many"), "two", "two", "one"];
    const { training } = split(20, { test: 0.45, validation: 0.45, labels });
    expect(count(training, labels)).toMatchObject({ two: 1, one: 1 });
  });

  it("is a partition with a training row of each class, sizes within a row of the shares where classes allow it", () => {
    const rows = fc.array(fc.constantFrom("a", "b", "c", "d"), { minLength: 10, maxLength: 80 });
    const share = fc.double({ min: 0, max: 0.4, noNaN: true });
    fc.assert(
      fc.property(rows, share, share, fc.integer(), (labels, test, validation, seed) => {
        const parts = split(labels.length, { test, validation, seed, labels });
        const all = [...parts.training, ...parts.validation, ...parts.test].sort((a, b) => a - b);
        expect(all).toEqual(labels.map((_, r) => r));
        expect(new Set(Array.from(parts.training, (r) => labels[r]))).toEqual(new Set(labels));
        expect(parts.test.length).toBe(test === 0 ? 0 : Math.max(Math.round(test * labels.length), 1));
        const wholes = count(parts.test, labels);
        for (const label of new Set(labels)) {
          const exact = (labels.filter((one) => one === label).length * parts.test.length) / labels.length;
          expect(Math.abs((wholes[label] ?? 0) - exact)).toBeLessThan(2);
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("refuses shares that can't be", () => {
    for (const shares of [{ test: 1 }, { test: -0.1 }, { test: Number.NaN }, { validation: 2 }])
      expect(() => split(20, shares)).toThrow(expect.objectContaining({ code: "OPTION_INVALID" }));
    expect(() => split(20, { test: 0.5, validation: 0.5 })).toThrow("nothing is left to train on");
    expect(() => split(20, { test: 0.5, validation: 0.49 })).toThrow("of 20 rows: none is left to train on");
  });
});
