import { Network } from "@deltarule/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { activations, descent, errorOf, trainingStep } from "../src/derivation.ts";
import {
  deltaFromError,
  deltaFromTarget,
  gather,
  matmul,
  sigmoid,
  squaredError,
  table,
  update,
} from "../src/reference.ts";

const values = ({ values }: { values: Float64Array }) => [...values];

describe("The oracle's operations", () => {
  const a = table(2, 3, [1, 2, 3, 4, 5, 6]);
  const b = table(3, 2, [1, 0, 2, 1, 0, 3]);

  it("multiply by hand: rows times columns", () => {
    expect(values(matmul(a, b, table(2, 2)))).toEqual([5, 11, 14, 23]);
  });

  it("scale, then add the bias and what stood there", () => {
    const options = { alpha: 2, beta: 10, bias: table(1, 2, [100, 200]) };
    expect(values(matmul(a, b, table(2, 2, [1, 2, 3, 4]), options))).toEqual([120, 242, 158, 286]);
  });

  it("transpose either side", () => {
    expect(values(matmul(a, b, table(3, 3), { transposeA: true, transposeB: true }))).toEqual([
      1, 6, 12, 2, 9, 15, 3, 12, 18,
    ]);
  });

  it("compute σ, δ, the error, the update and the gather of the derivation", () => {
    expect(values(sigmoid(table(1, 3, [0, 40, Number.NEGATIVE_INFINITY])))).toEqual([0.5, 1, 0]);
    expect(sigmoid(table(1, 1, [Math.log(3)])).values[0]).toBeCloseTo(0.75, 15);
    expect(values(deltaFromTarget(table(1, 1, [0.75]), table(1, 1, [1])))).toEqual([3 / 64]);
    expect(values(deltaFromError(table(1, 1, [0.75]), table(1, 1, [2])))).toEqual([3 / 8]);
    expect(values(squaredError(table(1, 2, [0.5, 0.25]), table(1, 2, [1, 0]), table(1, 1, [1])))).toEqual([1 + 5 / 32]);
    expect(values(update(table(1, 2, [1, 2]), table(1, 2, [4, 8]), 0.25))).toEqual([2, 4]);
    expect(values(gather(b, [2, 0]))).toEqual([0, 3, 1, 0]);
  });
});

describe("The oracle's derivation", () => {
  /** 1-1-1 without biases: w = ln 3, then 4. */
  const layers = [
    { inputs: 1, units: 1, weights: Float64Array.of(Math.log(3)), bias: undefined },
    { inputs: 1, units: 1, weights: Float64Array.of(4), bias: undefined },
  ];

  it("moves a weight as by hand", () => {
    const one = [{ inputs: 1, units: 1, weights: Float64Array.of(Math.log(3)), bias: undefined }];
    // a = ¾, δ = (1 − ¾)·¾·¼ = 3/64, Δw = δ·1
    expect(activations(one, [1])[1]![0]).toBeCloseTo(0.75, 15);
    expect(descent(one, [{ input: [1], target: [1] }])[0]!.weights[0]).toBeCloseTo(3 / 64, 15);
  });

  it("carries δ back through the weights it had before the step", () => {
    const sample = { input: [1], target: [0] };
    const a = 1 / (1 + Math.exp(-3));
    const top = -a * a * (1 - a);
    const [hidden, output] = descent(layers, [sample]);
    expect(output!.weights[0]).toBeCloseTo(top * 0.75, 15);
    expect(hidden!.weights[0]).toBeCloseTo(top * 4 * 0.75 * 0.25, 15);
  });

  it("adds momentum and divides by the batch where it is asked to", () => {
    const samples = [
      { input: [1], target: [0] },
      { input: [1], target: [0] },
    ];
    const still = layers.map((layer) => ({ ...layer, weights: new Float64Array(1) }));
    const sum = trainingStep(layers, still, samples, { rate: 1, momentum: 0.5, average: false });
    const mean = trainingStep(layers, still, samples, { rate: 2, momentum: 0.5, average: true });
    expect(mean.layers).toEqual(sum.layers);
    const next = trainingStep(layers, sum.steps, samples, { rate: 0, momentum: 0.5, average: false });
    expect(next.steps[1]!.weights[0]).toBe(sum.steps[1]!.weights[0]! / 2);
  });

  it("agrees with the slope of its own E in random directions", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 0, max: 11 }), (seed, at) => {
        const network = Network.create([3, 3, 4], { seed, init: { uniform: 1 } });
        const samples = [{ input: [0.2, -0.7, 0.4], target: [1, 0, 0.5, 0.25] }];
        const slope = (h: number) => {
          const { weights } = network.layers[1]!;
          const w = weights[at]!;
          weights[at] = w + h;
          const e = errorOf(network.layers, samples);
          weights[at] = w;
          return e;
        };
        const numeric = (slope(-1e-5) - slope(1e-5)) / 2e-5;
        expect(descent(network.layers, samples)[1]!.weights[at]).toBeCloseTo(numeric, 8);
      }),
      { seed: 7, numRuns: 100 },
    );
  });
});
