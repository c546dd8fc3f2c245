import { type Measured, type Measurement, spread } from "@deltarule/measure";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { measuredShare, serialShare } from "../src/threads/serial-share.ts";

describe("the serial share", () => {
  it("is 0 where the threads reach what so many programs at once reach, and 1 where they gain nothing", () => {
    expect(serialShare(2, 1.6, 1.6)).toBeCloseTo(0, 12);
    expect(serialShare(2, 1, 2)).toBeCloseTo(1, 12);
    expect(serialShare(2, 1.7, 1.6)).toBe(0);
  });

  it("is Amdahl's, on a machine that gives as much as it has threads", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 64 }), fc.double({ min: 0.001, max: 1, noNaN: true }), (threads, share) => {
        const gained = 1 / (share + (1 - share) / threads);
        expect(serialShare(threads, gained, threads)).toBeCloseTo(share, 9);
      }),
      { seed: 1 },
    );
  });

  it("is of the median ratios of the rounds, and of nothing where a candidate is missing", () => {
    const measured = (candidate: string, rates: readonly number[]): Measured => ({
      ...{ candidate, status: "measured", perSecond: spread(rates), rates },
    });
    const measurement: Measurement = {
      ...{ title: "2 threads", unit: "samples", baseline: "one", rounds: 3, minimumMilliseconds: 100 },
      outcomes: [measured("one", [1, 2, 4]), measured("two", [1.5, 3, 4]), measured("both", [2, 4, 8])],
    };
    const names = { one: "one", threads: "two", ceiling: "both" };
    // ψ = 1.5:  (2/3 − 1/2) / (1/2)
    expect(measuredShare(2, measurement, names)).toBeCloseTo(1 / 3, 12);
    expect(measuredShare(2, measurement, { ...names, ceiling: "absent" })).toBeUndefined();
    expect(measuredShare(1, measurement, names)).toBeUndefined();
  });
});
