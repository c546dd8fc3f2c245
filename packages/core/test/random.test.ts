import fc from "fast-check";
import { expect, test } from "vitest";
import { generator, shuffle } from "../src/index.ts";

test("the first numbers of seed 1 are written down, so that no release changes what a seed means", () => {
  const { uniform } = generator(1);
  expect([uniform(), uniform(), uniform()]).toEqual([0.5636717735324055, 0.5851113414391875, 0.8959073920268565]);
});

test("a generator goes on from its state", () => {
  fc.assert(
    fc.property(fc.integer(), fc.nat(50), (seed, skip) => {
      const one = generator(seed);
      for (let i = 0; i < skip; i++) one.uniform();
      const two = generator(one.state());
      return Array.from({ length: 20 }, () => one.uniform()).every((x) => x === two.uniform());
    }),
    { seed: 1 },
  );
});

test("uniform numbers are in [0, 1), integers in [0, n), and both spread evenly", () => {
  const { uniform, integer } = generator(42);
  const counts = new Array<number>(10).fill(0);
  let sum = 0;
  for (let i = 0; i < 100_000; i++) {
    const u = uniform();
    expect(u >= 0 && u < 1).toBe(true);
    sum += u;
    counts[integer(10)]!++;
  }
  // five standard deviations of a mean and of a count
  expect(Math.abs(sum / 100_000 - 0.5)).toBeLessThan((5 * Math.sqrt(1 / 12)) / Math.sqrt(100_000));
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(5 * Math.sqrt(100_000 * 0.1 * 0.9));
});

test("a shuffle is a permutation, and each place is equally likely", () => {
  const random = generator(3);
  const counts = Array.from({ length: 4 }, () => new Array<number>(4).fill(0));
  for (let round = 0; round < 24_000; round++) {
    const order = Uint32Array.from([0, 1, 2, 3]);
    shuffle(order, random);
    expect([...order].sort()).toEqual([0, 1, 2, 3]);
    order.forEach((value, at) => {
      counts[value]![at]!++;
    });
  }
  for (const count of counts.flat()) expect(Math.abs(count - 6_000)).toBeLessThan(5 * Math.sqrt(24_000 * 0.25 * 0.75));
});
