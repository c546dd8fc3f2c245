import { type Backend, generator } from "@deltarule/core";
import type { Candidate } from "./candidate.ts";
import type { Open } from "./training-candidate.ts";
import { type Comparison, roundoff, verdict } from "./verdict.ts";

/** A product's shape: (rows × inner)(inner × cols), with a stored transposed ("TN"), b stored transposed ("NT") or neither ("NN"). */
export interface Product {
  readonly form: "NN" | "NT" | "TN";
  readonly rows: number;
  readonly inner: number;
  readonly cols: number;
}

/** One matrix product through the backend's plain operation; the unit is a floating-point operation, 2 · rows · inner · cols a product. */
export function matmulCandidate(name: string, open: Open, { form, rows, inner, cols }: Product): Candidate {
  const [transposeA, transposeB] = [form === "TN", form === "NT"];
  return {
    name,
    async prepare() {
      const backend = await open();
      const x = centred(rows * inner, 1);
      const y = centred(inner * cols, 2);
      const a = transposeA ? backend.matrix(inner, rows, x) : backend.matrix(rows, inner, x);
      const b = transposeB ? backend.matrix(cols, inner, y) : backend.matrix(inner, cols, y);
      const out = backend.matrix(rows, cols);
      const finish = fence(backend);
      const multiply = () => backend.matmul(a, b, out, { transposeA, transposeB });

      /** Σ_k a_rk b_kc in float64 */
      const element = (r: number, c: number): number => {
        let sum = 0;
        for (let k = 0; k < inner; k++)
          sum += x[transposeA ? k * rows + r : r * inner + k]! * y[transposeB ? c * inner + k : k * cols + c]!;
        return sum;
      };
      return {
        note: backend.facts.device,
        async prove() {
          multiply();
          const got = await backend.read(out);
          // every factor is at most ½
          const allowed = 64 * Math.sqrt(inner) * roundoff[backend.facts.precision] * (Math.sqrt(inner) / 4);
          const { integer } = generator(3);
          const drawn = Array.from({ length: 200 }, (): Comparison => {
            const [r, c] = [integer(rows), integer(cols)];
            const off = Math.abs(got[r * cols + c]! - element(r, c));
            return { what: `row ${r}, column ${c}`, off, allowed };
          });
          return verdict("of 200 elements", drawn);
        },
        async run(count) {
          for (let product = 0; product < count; product++) multiply();
          await finish();
          return { units: count * 2 * rows * inner * cols };
        },
        close: () => backend.close(),
      };
    },
  };
}

/** The sigmoid of rows × cols net inputs in ±8; the unit is an element. */
export function sigmoidCandidate(
  name: string,
  open: Open,
  { rows, cols }: { readonly rows: number; readonly cols: number },
): Candidate {
  return {
    name,
    async prepare() {
      const backend = await open();
      const x = centred(rows * cols, 1).map((value) => 16 * value);
      const net = backend.matrix(rows, cols, x);
      const out = backend.matrix(rows, cols);
      const finish = fence(backend);
      return {
        note: backend.facts.device,
        async prove() {
          backend.sigmoid(net, out);
          const got = await backend.read(out);
          const { precision, sigmoidUlp } = backend.facts;
          const all = Array.from(x, (value, e): Comparison => {
            const a = 1 / (1 + Math.exp(-value));
            // an ulp of a is at most 2u · a; one more for the oracle's own roundings in the declared precision
            return {
              what: `element ${e}`,
              off: Math.abs(got[e]! - a),
              allowed: 2 * roundoff[precision] * a * (sigmoidUlp + 1),
            };
          });
          return verdict("of all elements", all);
        },
        async run(count) {
          for (let pass = 0; pass < count; pass++) backend.sigmoid(net, out);
          await finish();
          return { units: count * rows * cols };
        },
        close: () => backend.close(),
      };
    },
  };
}

/** Uniform in ±½, float32 numbers. */
function centred(length: number, seed: number): Float32Array {
  const { uniform } = generator(seed);
  return Float32Array.from({ length }, () => uniform() - 0.5);
}

/** Waits for all operations enqueued so far: a read takes effect in call order, however small what it reads. */
function fence(backend: Backend): () => Promise<unknown> {
  const one = backend.matrix(1, 1);
  return () => backend.read(one);
}
