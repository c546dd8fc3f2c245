import fc from "fast-check";
import { expect, test } from "vitest";
import { Network } from "../src/index.ts";

const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 5 });
const bits = ({ layers }: Network) => layers.flatMap(({ weights, bias }) => [...weights, ...(bias ?? [])]);

test("the same seed gives the same network, another seed another", () => {
  expect(bits(Network.create([4, 3, 2], { seed: 7 }))).toEqual(bits(Network.create([4, 3, 2], { seed: 7 })));
  expect(bits(Network.create([4, 3, 2], { seed: 7 }))).not.toEqual(bits(Network.create([4, 3, 2], { seed: 8 })));
});

test("weights are the same on every engine: the first ones of seed 7, written down", () => {
  const { layers } = Network.create([2, 2, 1], { seed: 7 });
  expect([...layers[0]!.weights]).toEqual([
    -0.11079787863683284, -1.0684624563425047, -0.20506743846271216, -0.33095890095679287,
  ]);
});

test("xavier weights stay within ±√(6 / (I + J)) and biases start at 0", () => {
  fc.assert(
    fc.property(sizes, fc.integer(), (sizes, seed) =>
      Network.create(sizes, { seed }).layers.every(({ inputs, units, weights, bias }) => {
        const range = Math.sqrt(6 / (inputs + units));
        return weights.every((w) => Math.abs(w) <= range) && bias!.every((b) => Object.is(b, 0));
      }),
    ),
    { seed: 1 },
  );
});

test("uniform weights fill ±r, biases too", () => {
  const { layers } = Network.create([50, 50, 1], { seed: 1, init: { uniform: 0.5 } });
  for (const values of [layers[0]!.weights, layers[0]!.bias!]) {
    expect(Math.max(...values)).toBeLessThanOrEqual(0.5);
    expect(Math.max(...values)).toBeGreaterThan(0.45);
    expect(Math.min(...values)).toBeLessThan(-0.45);
  }
});

test("normal weights have mean 0 and deviation σ, biases too", () => {
  const { layers } = Network.create([50, 50, 1], { seed: 1, init: { normal: 0.5 } });
  for (const values of [layers[0]!.weights, layers[0]!.bias!]) {
    const { length } = values;
    // five standard deviations of a mean, and of a mean of squares
    expect(Math.abs(values.reduce((sum, w) => sum + w) / length)).toBeLessThan((5 * 0.5) / Math.sqrt(length));
    const variance = values.reduce((sum, w) => sum + w ** 2, 0) / length;
    expect(Math.abs(variance - 0.25)).toBeLessThan(5 * 0.25 * Math.sqrt(2 / length));
  }
});

test("a spread of less than nothing or without end is refused", () => {
  expect(() => Network.create([2, 1], { seed: 1, init: { normal: -1 } })).toThrow(
    "init.normal is -1; expected a finite",
  );
  expect(() => Network.create([2, 1], { seed: 1, init: { uniform: Number.NaN } })).toThrow("init.uniform is NaN");
});

test("predict by hand: net = 2·1 + 3·0 − 2 = 0 gives ½", () => {
  const network = Network.from([{ inputs: 2, units: 1, weights: [2, 3], bias: [-2] }]);
  expect([...network.predict([1, 0])]).toEqual([0.5]);
  expect(network.predict([1, 1])[0]).toBeCloseTo(1 / (1 + Math.exp(-3)), 15);
});

test("activations of any network stay in (0, 1) and have the layers' sizes", () => {
  fc.assert(
    fc.property(sizes, fc.integer(), (sizes, seed) => {
      const network = Network.create(sizes, { seed });
      const layers = network.activations(Array.from({ length: sizes[0]! }, (_, i) => i - 2));
      return layers.every((a, l) => a.length === sizes[l] && (l === 0 || a.every((x) => x > 0 && x < 1)));
    }),
    { seed: 2 },
  );
});

test("from copies the arrays", () => {
  const weights = [1, 2];
  const network = Network.from([{ inputs: 2, units: 1, weights }]);
  weights[0] = 99;
  expect([...network.layers[0]!.weights]).toEqual([1, 2]);
});

test.each([
  { sizes: [3], message: "1 layers; expected at least an input and an output layer" },
  { sizes: [3, 0, 1], message: "layer 1 has 0 units; expected a positive whole number" },
  { sizes: [3, 2.5], message: "layer 1 has 2.5 units" },
])("sizes $sizes are refused", ({ sizes, message }) => {
  expect(() => Network.create(sizes, { seed: 1 })).toThrow(message);
});

test("layers that don't fit together are refused", () => {
  expect(() => Network.from([{ inputs: 2, units: 1, weights: [1] }])).toThrow("layer 0: weights: 1 values; expected 2");
  expect(() =>
    Network.from([
      { inputs: 2, units: 1, weights: [1, 2] },
      { inputs: 2, units: 1, weights: [1, 2] },
    ]),
  ).toThrow("layer 1 has 2 inputs; expected 1, the units of the layer before");
  expect(() => Network.create([2, 1], { seed: 0.5 })).toThrow("seed is 0.5; expected a whole number");
});
