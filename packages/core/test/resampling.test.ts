import fc from "fast-check";
import { expect, test } from "vitest";
import { type Generator, generator } from "../src/random.ts";
import { systematicResampling } from "../src/resampling.ts";
import { schedule } from "../src/schedule.ts";

/** A generator whose draws are all this share of what they can be. */
const always = (share: number): Generator => ({ ...generator(0), integer: (n) => Math.floor(share * n) });

const resampled = (weights: readonly number[], random: Generator) => {
  const order = new Uint32Array(weights.length);
  systematicResampling(Float64Array.from(weights))(order, random);
  return [...order];
};
const visits = (order: readonly number[], s: number) => order.filter((visited) => visited === s).length;

test("weights of 2, 1, 1 and 0 give two visits, one, one and none, whatever is drawn", () => {
  for (const share of [0, 0.3, 0.999]) expect(resampled([2, 1, 1, 0], always(share))).toEqual([0, 0, 1, 2]);
  expect(resampled([200, 100, 100, 0], always(0.5))).toEqual([0, 0, 1, 2]);
});

test("weights of 1 and 3 are half a visit and one and a half: the draw decides which way they are rounded", () => {
  expect(resampled([1, 3], always(0))).toEqual([1, 1]);
  expect(resampled([1, 3], always(0.49))).toEqual([1, 1]);
  expect(resampled([1, 3], always(0.5))).toEqual([0, 1]);
  expect(resampled([1, 3], always(0.99))).toEqual([0, 1]);
});

test("one sample of weight has all the visits", () => {
  expect(resampled([0, 0, 1e-300, 0], generator(1))).toEqual([2, 2, 2, 2]);
});

test("a sample has n w / Σ w visits rounded down or up, and all together have n, whatever the weights", () => {
  const weight = fc.oneof(
    fc.double({ min: 0, max: 1e3, noNaN: true }),
    fc.constantFrom(0, 1, 0.1, 1 / 3, 5e-324, Number.MAX_VALUE),
    fc.nat(20),
  );
  fc.assert(
    fc.property(fc.array(weight, { minLength: 1, maxLength: 50 }), fc.integer(), (weights, seed) => {
      fc.pre(weights.some((w) => w > 0));
      const order = resampled(weights, generator(seed));
      const largest = Math.max(...weights);
      const scaled = weights.map((w) => w / largest);
      const sum = scaled.reduce((a, b) => a + b);
      for (const [s, w] of scaled.entries()) {
        const expected = (weights.length * w) / sum;
        expect(visits(order, s)).toBeGreaterThanOrEqual(Math.floor(expected - 1e-9));
        expect(visits(order, s)).toBeLessThanOrEqual(Math.ceil(expected + 1e-9));
      }
      expect(order).toEqual([...order].sort((a, b) => a - b));
    }),
    { seed: 2, numRuns: 2000 },
  );
});

test("over many epochs the visits are as the weights are", () => {
  const weights = [0.2, 5, 1, 1, 0.8, 3.3, 0.03];
  const random = generator(9);
  const all = Array.from({ length: 10_000 }, () => resampled(weights, random)).flat();
  const sum = weights.reduce((a, b) => a + b);
  // each epoch's visits are within 1 of their mean, of independent draws: 5 standard errors of at most ½ / √10000 are 0.025
  for (const [s, w] of weights.entries()) expect(Math.abs(visits(all, s) / 10_000 - (7 * w) / sum)).toBeLessThan(0.025);
});

test("a schedule shuffles an epoch's visits, and goes on from any step with the generator as it was", () => {
  const resampling = systematicResampling(Float64Array.of(3, 1, 0.5, 0, 1.7));
  const options = { samples: 5, batchSize: 2, epochs: 4, rate: () => 1, resampling };
  const whole = schedule({ ...options, random: generator(5) });
  const orders = new Set<string>();
  for (let epoch = 0; epoch < 4; epoch++) {
    const order = [...whole.next(2).order, ...whole.next(1).order];
    expect(order).not.toContain(3);
    expect(visits(order, 0)).toBeGreaterThanOrEqual(2);
    orders.add(order.join());
  }
  expect(orders.size).toBeGreaterThan(1);
  for (let steps = 0; steps < 12; steps++) {
    const first = schedule({ ...options, random: generator(5) });
    for (let s = 0; s < steps; s++) first.next(1);
    const second = schedule({ ...options, from: first.step, random: generator(first.generator()!) });
    while (first.step < first.total) expect(second.next(1)).toEqual(first.next(1));
  }
});
