import { describe, expect, it } from "vitest";
import { exercise, weightCount } from "../src/index.ts";

describe("exercise", () => {
  it("gives the same float32 network and data each time", () => {
    const options = { layers: [4, 10, 3], batchSize: 16, samples: 144 };
    const [a, b] = [exercise(options), exercise(options)];
    expect(a.data).toEqual(b.data);
    expect(a.network()).toEqual(b.network());
    expect(a.network()).not.toBe(a.network());
    for (const { weights } of a.network().layers) expect(weights).toEqual(weights.map(Math.fround));
    expect(exercise({ ...options, seed: 2 }).data).not.toEqual(a.data);
  });

  it("has one-hot targets, and inputs from 0 to 1", () => {
    const { inputs, targets } = exercise({ layers: [3, 2, 3], samples: 4 }).data;
    expect([...targets.values]).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0]);
    expect(inputs.values.every((x) => x >= 0 && x <= 1)).toBe(true);
    expect([...exercise({ layers: [2, 2, 1], samples: 4 }).data.targets.values]).toEqual([0, 1, 0, 1]);
  });

  it("holds whole batches, near 200 samples unless it is told", () => {
    expect(exercise({ layers: [4, 3] }).samples).toBe(200);
    expect(exercise({ layers: [4, 3], batchSize: 128 }).samples).toBe(256);
    expect(exercise({ layers: [4, 3], batchSize: 512 }).samples).toBe(512);
    expect(() => exercise({ layers: [4, 3], batchSize: 10, samples: 25 })).toThrow("expected a multiple of batchSize");
  });

  it("counts the weights between layers", () => {
    expect(weightCount([784, 30, 10])).toBe(784 * 30 + 30 * 10);
  });

  it("lets a small network train longer from report to report", () => {
    expect(exercise({ layers: [784, 300, 10], batchSize: 32 }).epochsPerReport).toBe(10);
    expect(exercise({ layers: [784, 30, 10], batchSize: 10 }).epochsPerReport).toBe(50);
    // 6 weights, 4 samples: 144 operations an epoch
    expect(exercise({ layers: [2, 2, 1], samples: 4 }).epochsPerReport).toBe(Math.ceil(2e7 / 144));
  });
});
