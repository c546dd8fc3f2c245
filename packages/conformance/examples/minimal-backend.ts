import { type Backend, type CreateBackend, DeltaruleError, type Matrix } from "@deltarule/core";

/** A matrix of this backend: row-major, in float32. */
export interface Cells extends Matrix {
  readonly values: Float32Array;
}

/** Every operation is done when its call returns, in float64, rounded to float32 when it is stored. */
export function minimalBackend(): Backend<Cells> {
  return {
    contract: 1,
    name: "minimal",
    facts: { device: "JavaScript", precision: "f32", deterministic: true, nonFinite: true, sigmoidUlp: 1 },

    matrix(rows, cols, values) {
      try {
        return { rows, cols, values: values ? new Float32Array(values) : new Float32Array(rows * cols) };
      } catch (cause) {
        throw new DeltaruleError("BACKEND_FAILED", `minimal: no memory for a ${rows}×${cols} matrix`, { cause });
      }
    },
    write: (m, values) => m.values.set(values),
    gather(source, rows, out) {
      rows.forEach((row, r) => {
        out.values.set(source.values.subarray(row * source.cols, (row + 1) * source.cols), r * out.cols);
      });
    },
    read: async (m) => m.values.slice(),
    free: () => {},

    /** out = alpha·a·b (+ bias) + beta·out */
    matmul(a, b, out, { transposeA = false, transposeB = false, bias, alpha = 1, beta = 0 } = {}) {
      const inner = transposeA ? a.rows : a.cols;
      for (let i = 0; i < out.rows; i++)
        for (let j = 0; j < out.cols; j++) {
          let sum = 0;
          for (let k = 0; k < inner; k++)
            sum +=
              a.values[transposeA ? k * a.cols + i : i * a.cols + k]! *
              b.values[transposeB ? j * b.cols + k : k * b.cols + j]!;
          const at = i * out.cols + j;
          // with beta 0 the old value does not count, even where it is NaN
          out.values[at] = alpha * sum + (bias ? bias.values[j]! : 0) + (beta === 0 ? 0 : beta * out.values[at]!);
        }
    },
    /** a_j = 1 / (1 + e^(−net_j)) */
    sigmoid(net, out) {
      net.values.forEach((x, e) => {
        out.values[e] = 1 / (1 + Math.exp(-x));
      });
    },
    /** δ_k = (t_k − a_k) a_k (1 − a_k), or error_j a_j (1 − a_j) */
    delta(a, source, out) {
      a.values.forEach((x, e) => {
        const error = "target" in source ? source.target.values[e]! - x : source.error.values[e]!;
        out.values[e] = error * x * (1 - x);
      });
    },
    /** w ← w + rate·step */
    update(w, step, rate) {
      step.values.forEach((x, e) => {
        w.values[e]! += rate * x;
      });
    },
    /** out_r ← out_r + ½ Σ_k (t_k − a_k)² */
    squaredError(a, target, out) {
      a.values.forEach((x, e) => {
        out.values[Math.floor(e / a.cols)]! += 0.5 * (target.values[e]! - x) ** 2;
      });
    },
    close: async () => {},
  };
}

const createBackend: CreateBackend = async () => minimalBackend();
export default createBackend;
