import { type ConformanceCase, sized } from "../case.ts";
import { draw } from "../draw.ts";
import { table } from "../reference.ts";
import { shapes } from "../sizes.ts";
import { exact } from "../tolerance.ts";

/** out_r ← out_r + ½ Σ_k (t_k − a_k)² */
export const squaredError: readonly ConformanceCase[] = [
  {
    id: "squaredError/by-hand",
    title: "½·((1 − ½)² + (0 − ¼)²) is 5/32, and a second call makes it 5/16",
    needs: "raw",
    async run({ backend, put, make, same }) {
      const [a, target, out] = [put(table(1, 2, [0.5, 0.25])), put(table(1, 2, [1, 0])), make(1, 1)];
      backend.squaredError(a, target, out);
      same("E", await backend.read(out), [5 / 32]);
      backend.squaredError(a, target, out);
      same("E after a second call", await backend.read(out), [5 / 16]);
    },
  },
  {
    id: "squaredError/zero",
    title: "Where every target is met, out stays as it is",
    needs: "raw",
    async run({ backend, precision, put, same }) {
      const a = draw(precision, 4, 3, { seed: 41, from: 0 });
      const before = draw(precision, 4, 1, { seed: 42, from: 0 });
      const out = put(before);
      backend.squaredError(put(a), put(a), out);
      same("E", await backend.read(out), before.values);
    },
  },
  ...sized({
    id: "squaredError/rows",
    title: "Each row adds its own ½ Σ (t − a)² to what out held",
    needs: "raw",
    sizes: shapes,
    async attempt({ backend, precision, put, expect, arithmetic }, [rows = 1, cols = 1]) {
      const a = draw(precision, rows, cols, { seed: 43, from: 0 });
      const target = draw(precision, rows, cols, { seed: 44, from: 0 });
      const out = draw(precision, rows, 1, { seed: 45, from: 0 });
      const [aMatrix, targetMatrix, matrix] = [put(a), put(target), put(out)];
      let expected = exact(out);
      for (let call = 1; call <= 3; call++) {
        backend.squaredError(aMatrix, targetMatrix, matrix);
        expected = arithmetic.squaredError(exact(a), exact(target), expected);
      }
      await expect("out of squaredError, called 3 times", matrix, expected, { a, target, out });
    },
  }),
  {
    id: "squaredError/non-finite",
    title: "NaN or ∞ in a row is the error of that row alone",
    needs: "raw",
    fact: "nonFinite",
    async run({ backend, put, make, expect, arithmetic }) {
      const a = table(3, 2, [Number.NaN, 0, 0.5, 0.5, 0, Number.NEGATIVE_INFINITY]);
      const target = table(3, 2, [1, 0, 1, 0, 1, 0]);
      const out = make(3, 1);
      backend.squaredError(put(a), put(target), out);
      await expect("E", out, arithmetic.squaredError(exact(a), exact(target), exact(table(3, 1))), { a, target });
    },
  },
];
