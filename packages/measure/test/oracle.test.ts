import { Network } from "@deltarule/core";
import { describe, expect, it } from "vitest";
import { trainInFloat64 } from "../src/oracle.ts";

const one = (value: number) => ({ rows: 1, cols: 1, values: Float64Array.of(value) });

describe("trainInFloat64", () => {
  it("moves a single weight as a hand does", () => {
    const network = Network.from([{ inputs: 1, units: 1, weights: [0], bias: [0] }]);
    const rows = { inputs: one(2), targets: one(1), of: Uint32Array.of(0) };
    const { layers } = trainInFloat64(network, rows, { rate: 1, steps: 1 });
    // a = ½, δ = (1 − ½) · ½ · ½ = ⅛, Δw = δ · 2 = ¼, Δb = δ
    expect(layers[0]!.weights[0]).toBe(0.25);
    expect(layers[0]!.bias![0]).toBe(0.125);
    expect(network.layers[0]!.weights[0]).toBe(0);
  });

  it("counts a sample as often as it occurs, and divides by the rows", () => {
    const network = Network.from([{ inputs: 1, units: 1, weights: [0] }]);
    const samples = {
      inputs: { rows: 2, cols: 1, values: Float64Array.of(2, 4) },
      targets: { rows: 2, cols: 1, values: Float64Array.of(1, 1) },
    };
    const { layers } = trainInFloat64(network, { ...samples, of: Uint32Array.of(0, 1, 1, 1) }, { rate: 1, steps: 1 });
    expect(layers[0]!.weights[0]).toBeCloseTo((0.25 + 3 * 0.5) / 4, 15);
  });
});
