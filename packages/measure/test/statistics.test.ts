import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pairedRatio, quantile, spread } from "../src/index.ts";

const rates = fc.array(fc.double({ min: 1e-3, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 30 });

describe("spread", () => {
  it("gives the middle value of an odd number of values, whatever their order", () => {
    expect(spread([5, 1, 4, 2, 3])).toEqual({ median: 3, lower: 2, upper: 4 });
  });

  it("gives the mean of the two middle values of an even number", () => {
    expect(spread([4, 1, 3, 2])).toEqual({ median: 2.5, lower: 1.75, upper: 3.25 });
  });

  it("gives the one value three times", () => {
    expect(spread([7])).toEqual({ median: 7, lower: 7, upper: 7 });
  });

  it("sorts numbers as numbers and leaves the caller's array alone", () => {
    const values = [10, 9, 100];
    expect(spread(values).median).toBe(10);
    expect(values).toEqual([10, 9, 100]);
  });

  it("orders its three values within the range, and half the values lie on either side of the median", () => {
    fc.assert(
      fc.property(rates, (values) => {
        const { median, lower, upper } = spread(values);
        expect(Math.min(...values)).toBeLessThanOrEqual(lower);
        expect(lower).toBeLessThanOrEqual(median);
        expect(median).toBeLessThanOrEqual(upper);
        expect(upper).toBeLessThanOrEqual(Math.max(...values));
        expect(values.filter((x) => x <= median).length).toBeGreaterThanOrEqual(values.length / 2);
        expect(values.filter((x) => x >= median).length).toBeGreaterThanOrEqual(values.length / 2);
      }),
      { seed: 1 },
    );
  });
});

describe("quantile", () => {
  it("interpolates between neighbours", () => {
    expect(quantile([0, 10, 20], 0.25)).toBe(5);
    expect(quantile([0, 10, 20], 0)).toBe(0);
    expect(quantile([0, 10, 20], 1)).toBe(20);
  });
});

describe("pairedRatio", () => {
  it("is the median of the rounds' ratios, not the ratio of the medians", () => {
    // rounds: 2/1, 6/2, 40/10; the medians' ratio would be 6/2
    expect(pairedRatio([2, 6, 40], [1, 2, 10])).toEqual({ median: 3, lower: 2.5, upper: 3.5 });
    expect(pairedRatio([3, 1, 8], [1, 1, 2])).toEqual({ median: 3, lower: 2, upper: 3.5 });
  });

  it("is one against itself, and doesn't change when a round slows both down", () => {
    fc.assert(
      fc.property(rates, fc.double({ min: 0.25, max: 4, noNaN: true }), (values, ratio) => {
        expect(pairedRatio(values, values)).toEqual({ median: 1, lower: 1, upper: 1 });
        const faster = values.map((x) => ratio * x);
        expect(pairedRatio(faster, values).median).toBeCloseTo(ratio, 9);
      }),
      { seed: 2 },
    );
  });
});
