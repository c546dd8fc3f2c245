import type { MatmulOptions } from "@deltarule/core";
import type { Cells } from "../../examples/minimal-backend.ts";
import { precisionOf } from "../../src/precision.ts";
import type { Fault, Plain } from "./fault.ts";

type Options = MatmulOptions<Cells>;

const withOptions = (right: Plain, change: (options: Options, out: Cells) => Options): Partial<Plain> => ({
  matmul: (a, b, out, options = {}) => right.matmul(a, b, out, change(options, out)),
});

/** The right product, then something done to it. */
const then = (right: Plain, spoil: (out: Cells, a: Cells, b: Cells, options: Options) => void): Partial<Plain> => ({
  matmul(a, b, out, options = {}) {
    right.matmul(a, b, out, options);
    spoil(out, a, b, options);
  },
});

/** A product summed by hand, with each partial sum passed through a function. */
const summed = (right: Plain, next: (sum: number, x: number, y: number, k: number, inner: number) => number) =>
  then(right, (out, a, b, { transposeA, transposeB, bias, alpha, beta }) => {
    if (transposeA || transposeB || bias || alpha !== undefined || beta !== undefined) return;
    for (let r = 0; r < out.rows; r++)
      for (let c = 0; c < out.cols; c++) {
        let sum = 0;
        for (let k = 0; k < a.cols; k++)
          sum = next(sum, a.values[r * a.cols + k]!, b.values[k * b.cols + c]!, k, a.cols);
        out.values[r * out.cols + c] = sum;
      }
  });

const float16 = precisionOf({ device: "", precision: "f16", deterministic: true, nonFinite: true, sigmoidUlp: 1 });

export const productFaults: readonly Fault[] = [
  {
    name: "transposeA is ignored",
    caughtBy: ["matmul/by-hand-transpose-a", "matmul/transpose-a/2x2x2", "matmul/transpose-ab/2x2x2"],
    plant: (right) => withOptions(right, (options) => ({ ...options, transposeA: false })),
  },
  {
    name: "transposeB is ignored",
    caughtBy: ["matmul/by-hand-transpose-b", "matmul/transpose-b/2x2x2", "programs/interpreted/3-5-7-2"],
    plant: (right) => withOptions(right, (options) => ({ ...options, transposeB: false })),
  },
  {
    name: "of two transpositions only the first counts",
    caughtBy: ["matmul/by-hand-transpose-ab", "matmul/transpose-ab/4x4x4"],
    plant: (right) =>
      withOptions(right, (options) => (options.transposeA ? { ...options, transposeB: false } : options)),
  },
  {
    name: "the bias is added twice",
    caughtBy: ["matmul/bias/1x1x1", "matmul/transpose-b-all/2x3x5", "programs/interpreted/2-2-1"],
    plant: (right) =>
      then(right, (out, _a, _b, { bias }) => {
        if (bias) for (const e of out.values.keys()) out.values[e]! += bias.values[e % out.cols]!;
      }),
  },
  {
    name: "the bias is added to the first row only",
    caughtBy: ["matmul/bias/2x3x5", "padding/operations/1"],
    plant: (right) =>
      then(right, (out, _a, _b, { bias }) => {
        if (bias) for (let e = out.cols; e < out.values.length; e++) out.values[e]! -= bias.values[e % out.cols]!;
      }),
  },
  {
    name: "the bias is scaled by alpha",
    caughtBy: ["matmul/all/1x1x1", "matmul/alpha-zero/1x1x1"],
    plant: (right) =>
      then(right, (out, _a, _b, { bias, alpha = 1 }) => {
        if (bias) for (const e of out.values.keys()) out.values[e]! += (alpha - 1) * bias.values[e % out.cols]!;
      }),
  },
  {
    name: "alpha is ignored",
    caughtBy: ["matmul/alpha/1x1x1", "matmul/by-hand-alpha-beta", "steps/5-4-3-momentum"],
    plant: (right) => withOptions(right, (options) => ({ ...options, alpha: 1 })),
  },
  {
    name: "beta is ignored",
    caughtBy: ["matmul/beta/1x1x1", "order/accumulating", "steps/5-4-3-momentum"],
    plant: (right) => withOptions(right, (options) => ({ ...options, beta: 0 })),
  },
  {
    name: "with beta 0 the old NaN of out still counts",
    caughtBy: ["matmul/beta-zero-ignores-out"],
    plant: (right) => ({
      matmul(a, b, out, options = {}) {
        const old = out.values.slice();
        right.matmul(a, b, out, options);
        for (const e of out.values.keys()) out.values[e]! += options.beta ? 0 : 0 * old[e]!;
      },
    }),
  },
  {
    name: "the last row is skipped",
    caughtBy: ["matmul/plain/1x1x1", "matmul/plain/513x3x2", "padding/operations/3"],
    plant: (right) => then(right, (out) => out.values.fill(0, (out.rows - 1) * out.cols)),
  },
  {
    name: "the last column of an odd width is skipped",
    caughtBy: ["matmul/plain/2x3x5", "programs/interpreted/13-1-1"],
    plant: (right) =>
      then(right, (out) => {
        if (out.cols % 2) for (let r = 0; r < out.rows; r++) out.values[(r + 1) * out.cols - 1] = 0;
      }),
  },
  {
    name: "sums stop at a multiple of four",
    caughtBy: ["matmul/plain/1x2x1", "matmul/plain/63x65x64"],
    plant: (right) => summed(right, (sum, x, y, k, inner) => (k < inner - (inner % 4) ? sum + x * y : sum)),
  },
  {
    name: "sums are kept in float16",
    caughtBy: ["matmul/plain/17x31x13", "matmul/plain/1x513x1"],
    plant: (right) => summed(right, (sum, x, y) => float16.round(sum + x * y)),
  },
  {
    name: "factors of 0 are skipped, and NaN with them",
    caughtBy: ["matmul/non-finite"],
    plant: (right) => summed(right, (sum, x, y) => (x === 0 || y === 0 ? sum : sum + x * y)),
  },
];
