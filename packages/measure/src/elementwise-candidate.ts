import type { Backend, Facts, Matrix } from "@deltarule/core";
import type { Candidate } from "./candidate.ts";
import { centred } from "./centred.ts";
import { fence } from "./fence.ts";
import type { Open } from "./training-candidate.ts";
import { type Comparison, roundoff, verdict } from "./verdict.ts";

/** The operations that go through rows × cols elements once. */
export const elementwise = [
  "sigmoid",
  "delta of outputs",
  "delta of hidden units",
  "update",
  "squaredError",
  "gather",
] as const;

export type Elementwise = (typeof elementwise)[number];

/** An operation whose operands are on the backend. */
interface Ready {
  readonly out: Matrix;
  apply(): void;
  /** After the first time: each element of `out` in float64, and how many roundings of what size it may be off. */
  readonly expected: readonly { readonly value: number; readonly roundings: number; readonly size: number }[];
}

/** One operation through the backend's plain call; the unit is an element. */
export function elementwiseCandidate(
  name: string,
  open: Open,
  operation: Elementwise,
  { rows, cols }: { readonly rows: number; readonly cols: number },
): Candidate {
  return {
    name,
    async prepare() {
      const backend = await open();
      const { out, apply, expected } = ready[operation](backend, rows, cols);
      const finish = fence(backend);
      return {
        note: backend.facts.device,
        async prove() {
          apply();
          const got = await backend.read(out);
          const all = expected.map(({ value, roundings, size }, e): Comparison => {
            const off = Math.abs(got[e]! - value);
            return { what: `element ${e}`, off, allowed: roundings * roundoff[backend.facts.precision] * size };
          });
          return verdict("of all elements", all);
        },
        async run(count) {
          for (let pass = 0; pass < count; pass++) apply();
          await finish();
          return { units: count * rows * cols };
        },
        close: () => backend.close(),
      };
    },
  };
}

type Prepare = (backend: Backend, rows: number, cols: number) => Ready;

const ready: Readonly<Record<Elementwise, Prepare>> = {
  sigmoid(backend, rows, cols) {
    const x = centred(rows * cols, 1).map((value) => 16 * value);
    const [net, out] = [backend.matrix(rows, cols, x), backend.matrix(rows, cols)];
    return {
      out,
      apply: () => backend.sigmoid(net, out),
      expected: Array.from(x, (value) => {
        const a = 1 / (1 + Math.exp(-value));
        return { value: a, ...ulps(backend.facts), size: a };
      }),
    };
  },

  "delta of outputs"(backend, rows, cols) {
    const [activations, targets] = [shares(rows * cols, 1), shares(rows * cols, 2)];
    const [a, target] = [backend.matrix(rows, cols, activations), backend.matrix(rows, cols, targets)];
    const out = backend.matrix(rows, cols);
    return {
      out,
      apply: () => backend.delta(a, { target }, out),
      // two differences and two products, each rounded
      expected: Array.from(activations, (a, e) => relative((targets[e]! - a) * a * (1 - a), 4)),
    };
  },

  "delta of hidden units"(backend, rows, cols) {
    const [activations, errors] = [shares(rows * cols, 1), centred(rows * cols, 2)];
    const [a, error] = [backend.matrix(rows, cols, activations), backend.matrix(rows, cols, errors)];
    const out = backend.matrix(rows, cols);
    return {
      out,
      apply: () => backend.delta(a, { error }, out),
      expected: Array.from(activations, (a, e) => relative(errors[e]! * a * (1 - a), 3)),
    };
  },

  update(backend, rows, cols) {
    const [weights, steps] = [centred(rows * cols, 1), centred(rows * cols, 2)];
    const [w, step] = [backend.matrix(rows, cols, weights), backend.matrix(rows, cols, steps)];
    // a power of two, so that rounding it changes nothing
    const rate = 2 ** -10;
    return {
      out: w,
      apply: () => backend.update(w, step, rate),
      expected: Array.from(weights, (w, e) => ({ value: w + rate * steps[e]!, roundings: 2, size: 1 })),
    };
  },

  squaredError(backend, rows, cols) {
    const [activations, targets] = [shares(rows * cols, 1), shares(rows * cols, 2)];
    const [a, target] = [backend.matrix(rows, cols, activations), backend.matrix(rows, cols, targets)];
    const out = backend.matrix(rows, 1);
    return {
      out,
      apply: () => backend.squaredError(a, target, out),
      expected: Array.from({ length: rows }, (_, r) => {
        let sum = 0;
        for (let e = r * cols; e < (r + 1) * cols; e++) sum += 0.5 * (targets[e]! - activations[e]!) ** 2;
        // of terms that are all positive: each difference counts twice, then the square, the half, the sum
        return relative(sum, cols + 4);
      }),
    };
  },

  gather(backend, rows, cols) {
    const x = centred(rows * cols, 1);
    const [source, out] = [backend.matrix(rows, cols, x), backend.matrix(rows, cols)];
    const backwards = Uint32Array.from({ length: rows }, (_, r) => rows - 1 - r);
    return {
      out,
      apply: () => backend.gather(source, backwards, out),
      expected: Array.from({ length: rows * cols }, (_, e) => {
        const r = Math.floor(e / cols);
        return { value: x[backwards[r]! * cols + (e % cols)]!, roundings: 0, size: 0 };
      }),
    };
  },
};

/** An ulp of x is at most 2u · x; one more for the oracle's own rounding in the declared precision. */
const ulps = ({ sigmoidUlp }: Facts) => ({ roundings: 2 * (sigmoidUlp + 1) });

/** One rounding more than it has, for the products of their errors. */
const relative = (value: number, roundings: number) => ({ value, roundings: roundings + 1, size: Math.abs(value) });

/** Uniform in [0, 1), as activations and targets are. */
const shares = (length: number, seed: number): Float32Array => centred(length, seed).map((x) => x + 0.5);
