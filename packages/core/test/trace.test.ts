import fc from "fast-check";
import { expect, test } from "vitest";
import { checkGradient, Network, trace } from "../src/index.ts";

// hidden weights of 0 make both hidden activations ½, opposite output weights make the output ½: everything is exact in binary
const byHand = Network.from([
  { inputs: 2, units: 2, weights: [0, 0, 0, 0], bias: [0, 0] },
  { inputs: 2, units: 1, weights: [1, -1], bias: [0] },
]);

test("one step of a 2-2-1 network by hand: every quantity of the derivation", () => {
  const { E, layers } = trace(byHand, [1, 0], [1], { learningRate: 0.5 });
  const [hidden, output] = layers;

  // net = ½·1 − ½·1 = 0, a = ½, E = ½ (1 − ½)² = ⅛, ∂E/∂a = −½, ∂a/∂net = ¼, δ_k = ½ · ¼ = ⅛
  expect(E).toBe(1 / 8);
  expect([...output!.net]).toEqual([0]);
  expect([...output!.a]).toEqual([1 / 2]);
  expect([...output!.dE_da]).toEqual([-1 / 2]);
  expect([...output!.da_dnet]).toEqual([1 / 4]);
  expect([...output!.dnet_dw]).toEqual([1 / 2, 1 / 2]);
  expect([...output!.delta]).toEqual([1 / 8]);
  // Δw = ε δ a = ½ · ⅛ · ½, Δb = ½ · ⅛
  expect([...output!.dw]).toEqual([1 / 32, 1 / 32]);
  expect([...output!.dbias!]).toEqual([1 / 16]);

  // ∂E/∂a_j = −Σ_k δ_k w_kj = ∓⅛, δ_j = ±⅛ · ¼
  expect([...hidden!.net]).toEqual([0, 0]);
  expect([...hidden!.a]).toEqual([1 / 2, 1 / 2]);
  expect([...hidden!.dE_da]).toEqual([-1 / 8, 1 / 8]);
  expect([...hidden!.da_dnet]).toEqual([1 / 4, 1 / 4]);
  expect([...hidden!.dnet_dw]).toEqual([1, 0]);
  expect([...hidden!.delta]).toEqual([1 / 32, -1 / 32]);
  // one row an input unit: the second input is 0, so its weights don't move
  expect([...hidden!.dw]).toEqual([1 / 64, -1 / 64, 0, -0]);
  expect([...hidden!.dbias!]).toEqual([1 / 64, -1 / 64]);
});

test("a trace leaves the network as it is", () => {
  const before = byHand.layers.map(({ weights }) => [...weights]);
  trace(byHand, [1, 0], [1]);
  expect(byHand.layers.map(({ weights }) => [...weights])).toEqual(before);
});

test("without biases there is no Δb", () => {
  const network = Network.create([2, 2, 1], { seed: 1, bias: false });
  expect(trace(network, [1, 0], [1]).layers.every(({ dbias }) => dbias === undefined)).toBe(true);
});

test.each([
  { sample: [1], target: [1], message: /sample|inputs.*row 0 has 1 values; expected 2/ },
  { sample: [1, Number.NaN], target: [1], message: /row 0, column 1 is NaN/ },
  { sample: [1, 0], target: [2], message: /is 2; expected a value in \[0, 1\]/ },
])("a sample that doesn't fit is refused: $message", ({ sample, target, message }) => {
  expect(() => trace(byHand, sample, target)).toThrow(message);
});

test.each([{ sizes: [2, 2, 1] }, { sizes: [3, 5, 7, 2] }, { sizes: [13, 1, 1] }])(
  "the δ rule is the gradient of E for $sizes, by central differences",
  ({ sizes }) => {
    const network = Network.create(sizes, { seed: 3, init: { uniform: 1 } });
    const data = {
      inputs: [ramp(sizes[0]!), ramp(sizes[0]!).reverse()],
      targets: [ramp(sizes.at(-1)!), ramp(sizes.at(-1)!)],
    };
    expect(checkGradient(network, data).relativeError).toBeLessThan(1e-7);
  },
);

test("the δ rule is the gradient of E for random networks, with and without biases", () => {
  const value = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 5 }),
      fc.integer(),
      fc.boolean(),
      fc.array(value, { minLength: 12, maxLength: 12 }),
      (sizes, seed, bias, values) => {
        const network = Network.create(sizes, { seed, bias, init: { uniform: 1 } });
        const data = { inputs: [values.slice(0, sizes[0])], targets: [values.slice(6, 6 + sizes.at(-1)!)] };
        const { relativeError, analytic } = checkGradient(network, data);
        // where the whole gradient is next to nothing the differences hold only rounding
        const largest = Math.max(...analytic.flatMap(({ weights }) => [...weights].map(Math.abs)));
        return largest < 1e-4 || relativeError < 1e-7;
      },
    ),
    { seed: 7, numRuns: 200 },
  );
});

test("a gradient with a wrong derivative is seen", () => {
  const network = Network.create([3, 4, 2], { seed: 5, init: { uniform: 1 } });
  const { analytic, numeric } = checkGradient(network, { inputs: [[1, 0.5, 0.2]], targets: [[1, 0]] });
  const a = network.activations([1, 0.5, 0.2]);
  // without the factor a_j (1 − a_j), as if the unit were linear
  const wrong = analytic[0]!.weights.map((g, at) => g / (a[1]![at % 4]! * (1 - a[1]![at % 4]!)));
  const distance = (x: Float64Array) => Math.hypot(...x.map((g, at) => g - numeric[0]!.weights[at]!));
  expect(distance(analytic[0]!.weights)).toBeLessThan(1e-9);
  expect(distance(wrong)).toBeGreaterThan(1e-3);
});

const ramp = (n: number) => Array.from({ length: n }, (_, i) => (i + 1) / (n + 1));
