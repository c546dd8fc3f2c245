/**
 * The contract's operations in float64, written straight from their equations: plain loops and a new table each, so that nothing
 * here can share a mistake with a backend's kernels.
 */

/** Rows × cols numbers in host memory, row-major. */
export interface Table {
  readonly rows: number;
  readonly cols: number;
  readonly values: Float64Array;
}

export const table = (rows: number, cols: number, values?: ArrayLike<number>): Table => ({
  rows,
  cols,
  values: values ? Float64Array.from(values) : new Float64Array(rows * cols),
});

export const map = ({ rows, cols, values }: Table, f: (x: number, at: number) => number): Table => ({
  rows,
  cols,
  values: values.map(f),
});

/** Row r, column c. */
export const at = (m: Table, r: number, c: number): number => m.values[r * m.cols + c]!;

export interface Product {
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
  readonly bias?: Table | undefined;
  readonly alpha?: number;
  readonly beta?: number;
}

/** alpha·a·b (+ bias) + beta·out   (n × k)(k × m) → n × m */
export function matmul(
  a: Table,
  b: Table,
  out: Table,
  { transposeA = false, transposeB = false, bias, alpha = 1, beta = 0 }: Product = {},
): Table {
  const inner = transposeA ? a.rows : a.cols;
  const result = table(out.rows, out.cols);
  for (let r = 0; r < out.rows; r++)
    for (let c = 0; c < out.cols; c++) {
      let sum = 0;
      for (let k = 0; k < inner; k++)
        sum += (transposeA ? at(a, k, r) : at(a, r, k)) * (transposeB ? at(b, c, k) : at(b, k, c));
      sum *= alpha;
      if (bias) sum += at(bias, 0, c);
      // with beta 0 the old value does not count, even where it is NaN
      if (beta !== 0) sum += beta * at(out, r, c);
      result.values[r * out.cols + c] = sum;
    }
  return result;
}

/** a = 1 / (1 + e^(−net)) */
export const sigmoid = (net: Table): Table => map(net, (x) => 1 / (1 + Math.exp(-x)));

/** δ_k = (t_k − a_k) a_k (1 − a_k) */
export const deltaFromTarget = (a: Table, target: Table): Table =>
  map(a, (x, e) => (target.values[e]! - x) * x * (1 - x));

/** δ_j = error_j a_j (1 − a_j) */
export const deltaFromError = (a: Table, error: Table): Table => map(a, (x, e) => error.values[e]! * x * (1 - x));

/** w + rate·step */
export const update = (w: Table, step: Table, rate: number): Table => map(w, (x, e) => x + rate * step.values[e]!);

/** out_r + ½ Σ_k (t_k − a_k)²   n × 1 */
export const squaredError = (a: Table, target: Table, out: Table): Table =>
  map(out, (before, r) => {
    let sum = 0;
    for (let k = 0; k < a.cols; k++) sum += (at(target, r, k) - at(a, r, k)) ** 2;
    return before + 0.5 * sum;
  });

/** source_rows[r] */
export function gather(source: Table, rows: ArrayLike<number>): Table {
  const out = table(rows.length, source.cols);
  for (let r = 0; r < rows.length; r++)
    for (let c = 0; c < source.cols; c++) out.values[r * source.cols + c] = at(source, rows[r]!, c);
  return out;
}
