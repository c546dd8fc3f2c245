import type { Facts } from "@deltarule/core";
import { gammaWithOracle, oracleRoundoff, precisionOf, ulp } from "./precision.ts";
import * as reference from "./reference.ts";
import { map, type Product, type Table, table } from "./reference.ts";

/**
 * What the oracle says, and how far from it a backend that does what it declares may be, element by element. Each operation
 * takes estimates and gives one, so that the bound of a whole training step comes from the bounds of its operations.
 *
 * Every bound is |propagated| + |rounding| + |flushed|: the inputs' errors carried through the equation; γ_k for the k roundings
 * that a term meets at most, in whatever order the backend sums and however it fuses (a fused operation, or a wider accumulator,
 * rounds less often); and λ, the smallest normal number, for each intermediate that a device may flush to zero.
 */
export interface Estimate extends Table {
  readonly error: Float64Array;
}

/** A table that the backend holds exactly. */
export const exact = (t: Table): Estimate => ({ ...t, error: new Float64Array(t.values.length) });

/** The operations with the bounds of the declared precision. */
export interface Arithmetic {
  matmul(a: Estimate, b: Estimate, out: Estimate, product?: EstimatedProduct): Estimate;
  sigmoid(net: Estimate): Estimate;
  deltaFromTarget(a: Estimate, target: Estimate): Estimate;
  deltaFromError(a: Estimate, error: Estimate): Estimate;
  update(w: Estimate, step: Estimate, rate: number): Estimate;
  squaredError(a: Estimate, target: Estimate, out: Estimate): Estimate;
  gather(source: Estimate, rows: ArrayLike<number>): Estimate;
}

export type EstimatedProduct = Omit<Product, "bias"> & { readonly bias?: Estimate | undefined };

export function arithmetic(facts: Facts): Arithmetic {
  const precision = precisionOf(facts);
  const lambda = precision.smallestNormal;
  const g = (k: number) => gammaWithOracle(k, precision);

  return {
    matmul(a, b, out, product = {}) {
      const { bias, alpha = 1, beta = 0, transposeA = false, transposeB = false } = product;
      const transposed = { transposeA, transposeB };
      const inner = transposeA ? a.rows : a.cols;
      const largest = reference.matmul(largestOf(a), largestOf(b), out, transposed);
      const propagated = isExact(a, b)
        ? table(out.rows, out.cols)
        : sum(
            // |âb̂ − ab| ≤ e_a (|b| + e_b) + |a| e_b
            reference.matmul(errorOf(a), largestOf(b), out, transposed),
            reference.matmul(map(a, Math.abs), errorOf(b), out, transposed),
          );
      // a term meets 1 rounding as a product, at most inner − 1 in the sum, and 1 each for alpha itself (or beta), its product,
      // the bias and beta·out: inner + 3; and 1 more where a wider sum is stored
      const k = inner + 4;
      const values = reference.matmul(a, b, out, product).values;
      const error = values.map((_, e) => {
        const c = e % out.cols;
        const before = beta === 0 ? 0 : Math.abs(beta) * (Math.abs(out.values[e]!) + out.error[e]!);
        const offset = bias ? Math.abs(bias.values[c]!) + bias.error[c]! : 0;
        const carried =
          Math.abs(alpha) * propagated.values[e]! +
          (bias ? bias.error[c]! : 0) +
          (beta === 0 ? 0 : Math.abs(beta) * out.error[e]!);
        const rounding = g(k) * (Math.abs(alpha) * largest.values[e]! + offset + before);
        // products and partial sums, scaled; alpha, when it is itself subnormal; the results
        const flushed = lambda * (2 * inner * Math.abs(alpha) + largest.values[e]! + 4);
        return carried + rounding + flushed;
      });
      return { rows: out.rows, cols: out.cols, values, error };
    },

    sigmoid: (net) =>
      estimate(reference.sigmoid(net), (y, e) => {
        // σ′ ≤ ¼, and σ stays between 0 and 1
        const carried = Math.min(net.error[e]! / 4, Math.max(y, 1 - y));
        // the oracle's e^x is within 1 ulp (2u), its sum and quotient within 1u each
        return carried + facts.sigmoidUlp * ulp(y + carried, precision) + 4 * oracleRoundoff * y + lambda;
      }),

    deltaFromTarget: (a, target) =>
      estimate(reference.deltaFromTarget(a, target), (_, e) =>
        deltaError(target.values[e]! - a.values[e]!, target.error[e]! + a.error[e]!, a.values[e]!, a.error[e]!),
      ),

    deltaFromError: (a, error) =>
      estimate(reference.deltaFromError(a, error), (_, e) =>
        deltaError(error.values[e]!, error.error[e]!, a.values[e]!, a.error[e]!),
      ),

    update: (w, step, rate) =>
      estimate(reference.update(w, step, rate), (_, e) => {
        const largestStep = Math.abs(step.values[e]!) + step.error[e]!;
        const carried = w.error[e]! + Math.abs(rate) * step.error[e]!;
        // w meets the sum's rounding; the step that of the rate itself, of the product and of the sum
        const rounding = g(1) * (Math.abs(w.values[e]!) + w.error[e]!) + g(3) * Math.abs(rate) * largestStep;
        return carried + rounding + lambda * (largestStep + 2);
      }),

    squaredError: (a, target, out) =>
      estimate(reference.squaredError(a, target, out), (_, r) => {
        let largest = Math.abs(out.values[r]!) + out.error[r]!;
        let carried = out.error[r]!;
        for (let e = r * a.cols; e < (r + 1) * a.cols; e++) {
          const d = Math.abs(target.values[e]! - a.values[e]!);
          const dError = target.error[e]! + a.error[e]!;
          largest += 0.5 * (d + dError) ** 2;
          carried += 0.5 * (2 * d + dError) * dError;
        }
        // the difference counts twice in its square, then the square, at most K − 1 sums, and out; ½ is exact
        return carried + g(a.cols + 3) * largest + lambda * (2 * a.cols + 2);
      }),

    gather: (source, rows) => ({
      ...reference.gather(source, rows),
      error: reference.gather(errorOf(source), rows).values,
    }),
  };

  /** Three factors d, a and c = 1 − a, with at most 4 roundings: the difference d, the difference c and two products. */
  function deltaError(d: number, dError: number, a: number, aError: number): number {
    const c = 1 - a;
    const [D, A, C] = [Math.abs(d) + dError, Math.abs(a) + aError, Math.abs(c) + aError];
    const carried = dError * A * C + Math.abs(d) * aError * C + Math.abs(d * a) * aError;
    return carried + g(4) * D * A * C + lambda * (1 + C + D + A * C + A * D);
  }
}

const estimate = (t: Table, errorAt: (value: number, e: number) => number): Estimate => ({
  ...t,
  error: t.values.map(errorAt),
});

const errorOf = ({ rows, cols, error }: Estimate): Table => ({ rows, cols, values: error });
const largestOf = (m: Estimate): Table => map(m, (x, e) => Math.abs(x) + m.error[e]!);
const isExact = (...estimates: Estimate[]) => estimates.every(({ error }) => error.every((e) => e === 0));
const sum = (x: Table, y: Table): Table => map(x, (value, e) => value + y.values[e]!);
