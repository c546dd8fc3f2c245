import { type Backend, DeltaruleError, type Facts, type Matrix, type Values } from "@deltarule/core";
import { precisionOf } from "../src/precision.ts";

export interface Numbers extends Matrix {
  readonly values: Values;
}

/**
 * A right backend that is as inaccurate as its facts allow: every single operation is rounded to the declared precision, sums run
 * from the last term to the first, and results below the normal numbers become 0.
 */
export function roundingBackend(precision: Facts["precision"]): Backend<Numbers> {
  const facts: Facts = { device: "JavaScript", precision, deterministic: true, nonFinite: true, sigmoidUlp: 4 };
  const { round, smallestNormal } = precisionOf(facts);
  const r = (x: number) => (Math.abs(x) < smallestNormal ? 0 : round(x));
  const fill = (out: Numbers, f: (e: number) => number) => {
    for (const e of out.values.keys()) out.values[e] = f(e);
  };
  const stored = (values: Values) => Float64Array.from(values, round);

  return {
    contract: 1,
    name: `rounding ${precision}`,
    facts,
    matrix(rows, cols, values) {
      if (rows * cols > 2 ** 30) throw new DeltaruleError("BACKEND_FAILED", `no memory for ${rows}×${cols}`);
      return { rows, cols, values: values ? stored(values) : new Float64Array(rows * cols) };
    },
    write: (m, values) => m.values.set(stored(values)),
    gather: (source, rows, out) =>
      fill(out, (e) => source.values[rows[Math.floor(e / out.cols)]! * out.cols + (e % out.cols)]!),
    read: async (m) => m.values.slice(),
    free: () => {},
    matmul(a, b, out, { transposeA = false, transposeB = false, bias, alpha = 1, beta = 0 } = {}) {
      const inner = transposeA ? a.rows : a.cols;
      fill(out, (e) => {
        const [i, j] = [Math.floor(e / out.cols), e % out.cols];
        let sum = 0;
        for (let k = inner - 1; k >= 0; k--) {
          const x = a.values[transposeA ? k * a.cols + i : i * a.cols + k]!;
          const y = b.values[transposeB ? j * b.cols + k : k * b.cols + j]!;
          sum = r(sum + r(x * y));
        }
        sum = r(r(alpha) * sum);
        if (bias) sum = r(sum + bias.values[j]!);
        return beta === 0 ? sum : r(sum + r(r(beta) * out.values[e]!));
      });
    },
    sigmoid: (net, out) => fill(out, (e) => r(1 / (1 + Math.exp(-net.values[e]!)))),
    delta: (a, source, out) =>
      fill(out, (e) => {
        const x = a.values[e]!;
        const error = "target" in source ? r(source.target.values[e]! - x) : source.error.values[e]!;
        return r(r(error * x) * r(1 - x));
      }),
    update: (w, step, rate) => fill(w, (e) => r(w.values[e]! + r(r(rate) * step.values[e]!))),
    squaredError: (a, target, out) =>
      fill(out, (row) => {
        let sum = 0;
        for (let e = (row + 1) * a.cols - 1; e >= row * a.cols; e--) {
          const d = r(target.values[e]! - a.values[e]!);
          sum = r(sum + r(d * d));
        }
        return r(out.values[row]! + r(0.5 * sum));
      }),
    close: async () => {},
  };
}
