import fc from "fast-check";
import { expect, test } from "vitest";
import { ln, normal } from "../src/normal.ts";
import { generator } from "../src/random.ts";

const n = 100_000;
const draw = normal(generator(1));
const numbers = Float64Array.from({ length: n }, draw);
const meanOf = (f: (x: number, at: number) => number) => numbers.reduce((sum, x, at) => sum + f(x, at), 0) / n;

test("the first numbers of seed 1 are written down, so that no release and no engine changes what a seed means", () => {
  expect([...numbers.subarray(0, 4)]).toEqual([
    1.4907997534650872, 1.9927820413239554, -1.0951691942577078, -0.9291343084136356,
  ]);
});

test("mean, variance, skewness and kurtosis are those of N(0, 1)", () => {
  // five standard deviations of the mean of x, x², x³ and x⁴, whose variances are 1, 2, 15 and 96
  const within = (variance: number) => 5 * Math.sqrt(variance / n);
  expect(Math.abs(meanOf((x) => x))).toBeLessThan(within(1));
  expect(Math.abs(meanOf((x) => x ** 2) - 1)).toBeLessThan(within(2));
  expect(Math.abs(meanOf((x) => x ** 3))).toBeLessThan(within(15));
  expect(Math.abs(meanOf((x) => x ** 4) - 3)).toBeLessThan(within(96));
});

test("neighbours are independent, also in size", () => {
  const next = (at: number) => numbers[(at + 1) % n]!;
  expect(Math.abs(meanOf((x, at) => x * next(at)))).toBeLessThan(5 / Math.sqrt(n));
  // (x² − 1)(y² − 1) has variance 2 · 2
  expect(Math.abs(meanOf((x, at) => (x ** 2 - 1) * (next(at) ** 2 - 1)))).toBeLessThan(10 / Math.sqrt(n));
});

/** Φ(x) = ½ + φ(x) (x + x³/3 + x⁵/(3·5) + x⁷/(3·5·7) + …) (Marsaglia 2004). */
function distribution(x: number): number {
  let sum = x;
  let term = x;
  for (let odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) {
    term *= x ** 2 / odd;
    sum += term;
  }
  return 0.5 + (sum * Math.exp(-(x ** 2) / 2)) / Math.sqrt(2 * Math.PI);
}

test("the distribution is Φ, by Kolmogorov and Smirnov", () => {
  expect(distribution(1.959963984540054)).toBeCloseTo(0.975, 14);
  const furthest = numbers
    .toSorted()
    .reduce((most, x, r) => Math.max(most, distribution(x) - r / n, (r + 1) / n - distribution(x)), 0);
  // P(D ≥ d) ≤ 2 exp(−2 n d²) (Massart 1990): one in a billion
  expect(furthest).toBeLessThan(Math.sqrt(Math.log(2e9) / (2 * n)));
});

test("ln agrees with Math.log within 2 units in the last place, on every scale", () => {
  const ulp = (x: number) => 2 ** (Math.floor(Math.log2(Math.abs(x))) - 52);
  expect(Object.is(ln(1), 0)).toBe(true);
  const near = fc.double({ min: 0.5, max: 2, noNaN: true });
  const anywhere = fc.double({ min: Number.MIN_VALUE, max: Number.MAX_VALUE, noNaN: true });
  const closeToOne = fc.integer({ min: -1000, max: 1000 }).map((steps) => 1 + steps * 2 ** -52);
  fc.assert(
    fc.property(fc.oneof(near, anywhere, closeToOne), (x) => {
      const expected = Math.log(x);
      expect(Math.abs(ln(x) - expected)).toBeLessThanOrEqual(expected === 0 ? 0 : 2 * ulp(expected));
    }),
    { seed: 1, numRuns: 20_000 },
  );
});
