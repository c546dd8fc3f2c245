import fc from "fast-check";
import { expect, test } from "vitest";
import { Network, toFunction } from "../src/index.ts";

/** The module's own predict. */
async function load(source: string): Promise<(sample: readonly number[]) => number[]> {
  const { predict } = await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(source)}`);
  return predict;
}

test("a 2-1 network as a function, by hand", async () => {
  const network = Network.from([{ inputs: 2, units: 1, weights: [1, -1], bias: [0.5] }]);
  const predict = await load(toFunction(network));
  expect(predict([0, 0.5])).toEqual([0.5]);
  expect(predict([Math.log(3) - 0.5, 0])[0]).toBeCloseTo(0.75, 15);
});

test("any network's function gives what predict gives, up to the rounding of sums", async () => {
  const networks = fc.record({
    sizes: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 4 }),
    seed: fc.integer(),
    bias: fc.boolean(),
    range: fc.constantFrom(1e-300, 0.1, 3, 1e300),
  });
  await fc.assert(
    fc.asyncProperty(networks, async ({ sizes, seed, bias, range }) => {
      const network = Network.create(sizes, { seed, bias, init: { uniform: range } });
      const sample = Array.from({ length: sizes[0]! }, (_, i) => Math.sin(i + seed));
      const predict = await load(toFunction(network));
      const expected = network.predict(sample);
      predict(sample).forEach((a, k) => {
        expect(Math.abs(a - expected[k]!)).toBeLessThanOrEqual(1e-13);
      });
    }),
    { seed: 3, numRuns: 60 },
  );
});

test("a sample of another length is refused, not read past its end", async () => {
  const predict = await load(toFunction(Network.create([3, 1], { seed: 1 })));
  expect(() => predict([1, 2])).toThrow("2 numbers; expected 3");
});

test("a weight that is not finite is refused", () => {
  const network = Network.from([{ inputs: 1, units: 1, weights: [Number.NaN] }]);
  expect(() => toFunction(network)).toThrow(expect.objectContaining({ code: "NOT_FINITE" }));
});
