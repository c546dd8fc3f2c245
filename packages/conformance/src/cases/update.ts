import { type ConformanceCase, sized } from "../case.ts";
import { draw } from "../draw.ts";
import { table } from "../reference.ts";
import { shapes } from "../sizes.ts";
import { exact } from "../tolerance.ts";

/** w ← w + rate·step */
export const update: readonly ConformanceCase[] = [
  {
    id: "update/by-hand",
    title: "[1 −2 0] + ½·[4 2 −6] is [3 −1 −3]",
    needs: "raw",
    async run({ backend, put, same }) {
      const w = put(table(1, 3, [1, -2, 0]));
      backend.update(w, put(table(1, 3, [4, 2, -6])), 0.5);
      same("w", await backend.read(w), [3, -1, -3]);
    },
  },
  {
    id: "update/rate-zero",
    title: "A rate of 0 leaves w as it is",
    needs: "raw",
    async run({ backend, precision, put, same }) {
      const values = draw(precision, 3, 5, { seed: 31 });
      const w = put(values);
      backend.update(w, put(draw(precision, 3, 5, { seed: 32 })), 0);
      same("w", await backend.read(w), values.values);
    },
  },
  {
    id: "update/step-stays",
    title: "The step is read, not changed",
    needs: "raw",
    async run({ backend, precision, put, same }) {
      const values = draw(precision, 3, 5, { seed: 32 });
      const step = put(values);
      backend.update(put(draw(precision, 3, 5, { seed: 31 })), step, -0.7);
      same("step", await backend.read(step), values.values);
    },
  },
  {
    id: "update/many",
    title: "Twenty updates in a row each add their own",
    needs: "raw",
    async run({ backend, precision, put, expect, arithmetic }) {
      const [w, step] = [draw(precision, 5, 7, { seed: 33 }), draw(precision, 5, 7, { seed: 34 })];
      const [matrix, stepMatrix] = [put(w), put(step)];
      let expected = exact(w);
      for (let i = 1; i <= 20; i++) {
        backend.update(matrix, stepMatrix, i / 10);
        expected = arithmetic.update(expected, exact(step), i / 10);
      }
      await expect("w", matrix, expected, { w, step });
    },
  },
  ...[1, -0.3, 1e-3].flatMap((rate) =>
    sized({
      id: `update/rate-${rate}`,
      title: `w becomes w + ${rate}·step`,
      needs: "raw",
      sizes: shapes,
      async attempt({ backend, precision, put, expect, arithmetic }, [rows = 1, cols = 1]) {
        const w = draw(precision, rows, cols, { seed: 35 });
        const step = draw(precision, rows, cols, { seed: 36 });
        const matrix = put(w);
        backend.update(matrix, put(step), rate);
        await expect(`w after update at ${rate}`, matrix, arithmetic.update(exact(w), exact(step), rate), { w, step });
      },
    }),
  ),
  {
    id: "update/non-finite",
    title: "NaN and ±∞ in w or step come out as NaN and ±∞",
    needs: "raw",
    fact: "nonFinite",
    async run({ backend, put, expect, arithmetic }) {
      const w = table(1, 4, [Number.NaN, 1, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
      const step = table(1, 4, [1, Number.NaN, 1, Number.NEGATIVE_INFINITY]);
      const matrix = put(w);
      backend.update(matrix, put(step), 0.5);
      await expect("w", matrix, arithmetic.update(exact(w), exact(step), 0.5), { w, step });
    },
  },
];
