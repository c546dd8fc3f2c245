import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { serialShare, speedup } from "../src/threads/scaling.ts";

const free = { ofTwo: 0, barriers: 2 };
// one layer: 1 · w forward, by rows, and 1 · w weight change
const oneLayer = { layers: [10, 10], batchSize: 8, alone: 100, serial: 0 };

describe("speedup on paper", () => {
  it("is the number of threads where everything divides and meeting is free", () => {
    expect(speedup(1, oneLayer, free)).toBeCloseTo(1, 12);
    expect(speedup(8, oneLayer, free)).toBeCloseTo(8, 12);
  });

  it("is Amdahl's where a share is serial", () => {
    expect(speedup(4, { ...oneLayer, serial: 0.2 }, free)).toBeCloseTo(1 / (0.2 + 0.8 / 4), 12);
  });

  it("leaves threads without rows where the batch is smaller: half of one layer's work is by rows", () => {
    // 8 rows on 16 threads: ½ · 1/8 + ½ · 1/16
    expect(speedup(16, oneLayer, free)).toBeCloseTo(1 / (1 / 16 + 1 / 32), 12);
    // 8 rows on 3 threads: the slowest has 3
    expect(speedup(3, oneLayer, free)).toBeCloseTo(1 / (3 / 16 + 1 / 6), 12);
  });

  it("counts what is carried back to every layer but the first as work by rows", () => {
    // 20 weights, then 40: 60 forward and 40 back of 160
    const step = { layers: [5, 4, 10], batchSize: 1, alone: 1, serial: 0 };
    expect(speedup(2, step, free)).toBeCloseTo(1 / (100 / 160 + 60 / 160 / 2), 12);
  });

  it("pays for each barrier as many arrivals as there are threads", () => {
    // 2 barriers of 5 µs in 100 µs, of 4 threads: 2 · 5 · 2
    expect(speedup(4, oneLayer, { ofTwo: 5, barriers: 2 })).toBeCloseTo(1 / (0.25 + 0.2), 12);
    expect(speedup(1, oneLayer, { ofTwo: 5, barriers: 2 })).toBeCloseTo(1, 12);
  });
});

describe("the serial share", () => {
  it("is 0 where the threads reach what so many programs at once reach, and 1 where they gain nothing", () => {
    expect(serialShare(2, 1.6, 1.6)).toBeCloseTo(0, 12);
    expect(serialShare(2, 1, 2)).toBeCloseTo(1, 12);
    expect(serialShare(2, 1.7, 1.6)).toBe(0);
  });

  it("is the share that the model was made with", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 8 }), fc.double({ min: 0.001, max: 1, noNaN: true }), (threads, serial) => {
        // a batch that every number of threads divides
        const gained = speedup(threads, { ...oneLayer, batchSize: 840, serial }, free);
        expect(serialShare(threads, gained, threads)).toBeCloseTo(serial, 9);
      }),
      { seed: 1 },
    );
  });
});
