import { generator } from "@deltarule/core";
import type { Candidate } from "./candidate.ts";
import { centred } from "./centred.ts";
import { fence } from "./fence.ts";
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
