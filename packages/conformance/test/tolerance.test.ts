import type { Facts } from "@deltarule/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judge, judgeBits } from "../src/judge.ts";
import { gamma, precisionOf, ulp } from "../src/precision.ts";
import { table } from "../src/reference.ts";
import { arithmetic, exact } from "../src/tolerance.ts";

const facts = (precision: Facts["precision"]): Facts => ({
  device: "",
  precision,
  deterministic: true,
  nonFinite: true,
  sigmoidUlp: 1,
});
const f16 = precisionOf(facts("f16"));
const f32 = precisionOf(facts("f32"));
const f64 = precisionOf(facts("f64"));

describe("A precision", () => {
  it("rounds to float16 as IEEE 754 does, ties to even", () => {
    expect([1 / 3, 0.1, 2049, 2051, 65504, 65519, 65520, -65520].map(f16.round)).toEqual([
      0.333251953125,
      0.0999755859375,
      2048,
      2052,
      65504,
      65504,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    ]);
    // below 2⁻¹⁴ the spacing stays 2⁻²⁴
    expect([2 ** -24, 2 ** -25, 1.5 * 2 ** -24].map(f16.round)).toEqual([2 ** -24, 0, 2 ** -23]);
    expect(f16.round(Number.NaN)).toBeNaN();
  });

  it("never moves a number by more than u, relatively", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-4, max: 6e4, noNaN: true }), (x) => {
        for (const { round, u } of [f16, f32, f64]) expect(Math.abs(round(x) - x)).toBeLessThanOrEqual(u * x);
      }),
      { seed: 1 },
    );
  });

  it("knows its units in the last place on both sides of a power of two", () => {
    expect(ulp(1, f32)).toBe(2 ** -23);
    expect(ulp(1 - 2 ** -30, f32)).toBe(2 ** -24);
    expect(ulp(-3, f16)).toBe(2 ** -9);
    expect(ulp(0, f32)).toBe(2 ** -149);
    expect(ulp(1 - 2 ** -53, f64)).toBe(2 ** -53);
  });

  it("counts roundings: γ₁ is just above u, γ_k above k·u, and none where k·u reaches 1", () => {
    expect(gamma(1, 2 ** -24)).toBe(2 ** -24 / (1 - 2 ** -24));
    expect(gamma(10, 2 ** -11)).toBeGreaterThan(10 * 2 ** -11);
    expect(gamma(2048, 2 ** -11)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("A bound", () => {
  const { matmul, sigmoid, update, deltaFromTarget } = arithmetic(facts("f32"));

  it("of a product grows with the length of its sums and the size of its terms, not of its result", () => {
    const product = (a: number[], b: number[]) =>
      matmul(exact(table(1, a.length, a)), exact(table(b.length, 1, b)), exact(table(1, 1)));
    const cancelling = product([1000, -1000], [1000, 1000]);
    expect(cancelling.values[0]).toBe(0);
    expect(cancelling.error[0]).toBeGreaterThan(6 * 2e6 * f32.u);
    expect(cancelling.error[0]).toBeLessThan(6.01 * 2e6 * f32.u);
  });

  it("has room for any order of summation in float32", () => {
    const number = fc.double({ min: -100, max: 100, noNaN: true }).map(Math.fround);
    const terms = fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(terms, fc.boolean(), (pairs, backwards) => {
        const [a, b] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
        const bound = matmul(exact(table(1, a.length, a)), exact(table(b.length, 1, b)), exact(table(1, 1)));
        const ordered = backwards ? pairs.toReversed() : pairs;
        const sum = ordered.reduce((s, [x, y]) => Math.fround(s + Math.fround(x * y)), 0);
        expect(judge("sum", Float64Array.of(sum), bound).mismatch).toBeUndefined();
      }),
      { seed: 2 },
    );
  });

  it("carries the errors of its inputs: moving each by its error moves the result by less", () => {
    const unit = fc.double({ min: 0, max: 1, noNaN: true });
    const move = fc.double({ min: -1e-3, max: 1e-3, noNaN: true });
    fc.assert(
      fc.property(unit, unit, move, move, (a, t, da, dt) => {
        const with1e3 = (x: number) => ({ ...table(1, 1, [x]), error: Float64Array.of(1e-3) });
        const moved = (x: number) => exact(table(1, 1, [x]));
        for (const [bound, other] of [
          [deltaFromTarget(with1e3(a), with1e3(t)), deltaFromTarget(moved(a + da), moved(t + dt))],
          [sigmoid(with1e3(a)), sigmoid(moved(a + da))],
          [update(with1e3(a), with1e3(t), 0.7), update(moved(a + da), moved(t + dt), 0.7)],
          [
            matmul(with1e3(a), with1e3(t), exact(table(1, 1))),
            matmul(moved(a + da), moved(t + dt), exact(table(1, 1))),
          ],
        ] as const)
          expect(judge("moved", other.values, bound).mismatch).toBeUndefined();
      }),
      { seed: 3 },
    );
  });
});

describe("The judgement", () => {
  const expected = { ...table(1, 2, [1, 2]), error: Float64Array.of(0.1, 0.1) };

  it("gives the worst error as a fraction of its bound", () => {
    expect(judge("x", Float64Array.of(1.05, 1.99), expected).worst).toBeCloseTo(0.5);
    expect(judge("x", Float64Array.of(1, 2), expected)).toEqual({ worst: 0, mismatch: undefined });
  });

  it("fails on NaN, on ∞ and on a bound that is none", () => {
    expect(judge("x", Float64Array.of(Number.NaN, 2), expected).mismatch).toContain("got NaN; expected 1");
    expect(judge("x", Float64Array.of(1, Number.POSITIVE_INFINITY), expected).mismatch).toContain("element [0, 1]");
    for (const bound of [Number.NaN, Number.POSITIVE_INFINITY])
      expect(judge("x", Float64Array.of(1.01), { ...table(1, 1, [1]), error: Float64Array.of(bound) }).worst).toBe(
        Number.POSITIVE_INFINITY,
      );
  });

  it("wants NaN and ∞ where the oracle says so", () => {
    const odd = exact(table(1, 2, [Number.NaN, Number.NEGATIVE_INFINITY]));
    expect(judge("x", Float64Array.of(Number.NaN, Number.NEGATIVE_INFINITY), odd).mismatch).toBeUndefined();
    expect(judge("x", Float64Array.of(0, Number.NEGATIVE_INFINITY), odd).mismatch).toContain("got 0; expected NaN");
    expect(judge("x", Float64Array.of(Number.NaN, Number.POSITIVE_INFINITY), odd).mismatch).toContain(
      "expected -Infinity",
    );
  });

  it("names the operation, the place, both numbers, the bound and small inputs", () => {
    const { mismatch } = judge("out", Float64Array.of(1, 2.5), expected, { a: table(1, 2, [3, 4]), b: table(2, 7) });
    expect(mismatch).toBe(
      "out 1×2, element [0, 1]: got 2.5; expected 2 ± 0.100 (5.00 times the bound)\n  a 1×2 = [3, 4]\n  b 2×7",
    );
  });

  it("of bits tells 0 from −0", () => {
    expect(judgeBits("x", [0], [-0])).toContain("expected exactly");
    expect(judgeBits("x", [Number.NaN, 1], [Number.NaN, 1])).toBeUndefined();
    expect(judgeBits("x", [1], [1, 2])).toContain("got 1 values; expected 2");
  });
});
