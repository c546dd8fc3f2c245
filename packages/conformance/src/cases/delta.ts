import { type ConformanceCase, sized } from "../case.ts";
import { draw } from "../draw.ts";
import { table } from "../reference.ts";
import { shapes } from "../sizes.ts";
import { exact } from "../tolerance.ts";

/** δ_k = (t_k − a_k) a_k (1 − a_k) at an output; δ_j = error_j a_j (1 − a_j) at a hidden unit. */
export const delta: readonly ConformanceCase[] = [
  {
    id: "delta/by-hand-target",
    title: "With a = ¾, δ is 3/64 for the target 1, −9/64 for the target 0 and 0 for the target ¾",
    needs: "raw",
    async run({ backend, put, make, within }) {
      const out = make(1, 3);
      backend.delta(put(table(1, 3, [0.75, 0.75, 0.75])), { target: put(table(1, 3, [1, 0, 0.75])) }, out);
      within("δ", await backend.read(out), exact(table(1, 3, [3 / 64, -9 / 64, 0])));
    },
  },
  {
    id: "delta/by-hand-error",
    title: "With a = ¾, δ is 3/8 for the error 2 and −3/16 for the error −1",
    needs: "raw",
    async run({ backend, put, make, within }) {
      const out = make(2, 1);
      backend.delta(put(table(2, 1, [0.75, 0.75])), { error: put(table(2, 1, [2, -1])) }, out);
      within("δ", await backend.read(out), exact(table(2, 1, [3 / 8, -3 / 16])));
    },
  },
  {
    id: "delta/saturated",
    title: "A unit at 0 or 1 has δ 0, whatever its error",
    needs: "raw",
    async run({ backend, put, make, within }) {
      const a = table(1, 4, [0, 1, 0, 1]);
      const [fromTarget, fromError] = [make(1, 4), make(1, 4)];
      backend.delta(put(a), { target: put(table(1, 4, [1, 0, 0, 1])) }, fromTarget);
      backend.delta(put(a), { error: put(table(1, 4, [100, -100, 3, 0])) }, fromError);
      within("δ from a target", await backend.read(fromTarget), exact(table(1, 4)), { a });
      within("δ from an error", await backend.read(fromError), exact(table(1, 4)), { a });
    },
  },
  ...sized({
    id: "delta/target",
    title: "δ of an output is (t − a) a (1 − a)",
    needs: "raw",
    sizes: shapes,
    async attempt({ backend, precision, put, make, expect, arithmetic }, [rows = 1, cols = 1]) {
      const a = draw(precision, rows, cols, { seed: 21, from: 0 });
      const target = draw(precision, rows, cols, { seed: 22, from: 0 });
      const out = make(rows, cols);
      backend.delta(put(a), { target: put(target) }, out);
      await expect("out of delta", out, arithmetic.deltaFromTarget(exact(a), exact(target)), { a, target });
    },
  }),
  ...sized({
    id: "delta/error",
    title: "δ of a hidden unit is error · a (1 − a)",
    needs: "raw",
    sizes: shapes,
    async attempt({ backend, precision, put, make, expect, arithmetic }, [rows = 1, cols = 1]) {
      const a = draw(precision, rows, cols, { seed: 23, from: 0 });
      const error = draw(precision, rows, cols, { seed: 24, from: -3, to: 3 });
      const out = make(rows, cols);
      backend.delta(put(a), { error: put(error) }, out);
      await expect("out of delta", out, arithmetic.deltaFromError(exact(a), exact(error)), { a, error });
    },
  }),
  {
    id: "delta/non-finite",
    title: "NaN in a, target or error gives NaN, an infinite error ±∞, and ∞ · 0 NaN",
    needs: "raw",
    fact: "nonFinite",
    async run({ backend, put, make, expect, arithmetic }) {
      const a = table(1, 4, [0.5, Number.NaN, 0.5, 1]);
      const target = table(1, 4, [Number.NaN, 1, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
      const [fromTarget, fromError] = [make(1, 4), make(1, 4)];
      backend.delta(put(a), { target: put(target) }, fromTarget);
      backend.delta(put(a), { error: put(target) }, fromError);
      const [x, y] = [exact(a), exact(target)];
      await expect("δ from a target", fromTarget, arithmetic.deltaFromTarget(x, y), { a, target });
      await expect("δ from an error", fromError, arithmetic.deltaFromError(x, y), { a, error: target });
    },
  },
];
