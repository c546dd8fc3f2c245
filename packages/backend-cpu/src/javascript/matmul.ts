import type { MatmulOptions } from "@deltarule/core";
import type { Cells } from "./cells.ts";

/**
 * out = alpha·a·b (+ bias) + beta·out   (n × I)(I × J) → n × J
 *
 * Each element's sum runs over i in order in float64, then × alpha, + bias, + beta·out, and is rounded to float32 once. Products
 * of float32 values are exact in float64.
 */
export function matmul(
  a: Cells,
  b: Cells,
  out: Cells,
  { transposeA, transposeB, bias, alpha = 1, beta = 0 }: MatmulOptions<Cells> = {},
): void {
  const inner = transposeA ? a.rows : a.cols;
  // element (r, i) of a is at r·aRow + i·aStep, element (i, c) of b at c·bCol + i·bStep
  const [aRow, aStep] = transposeA ? [1, a.cols] : [a.cols, 1];
  const [bCol, bStep] = transposeB ? [b.cols, 1] : [1, b.cols];
  const x = a.values;
  const y = b.values;
  const z = out.values;
  const scale = Math.fround(alpha);
  const keep = Math.fround(beta);
  const addend = bias?.values;
  const finish = (sum: number, at: number, c: number) => {
    let value = scale * sum;
    if (addend) value += addend[c]!;
    // with beta 0 out is not read: it need not be finite
    if (keep !== 0) value += keep * z[at]!;
    z[at] = value;
  };
  const blocked = out.cols - (out.cols % 4);
  for (let r = 0; r < out.rows; r++) {
    const start = r * aRow;
    const row = r * out.cols;
    for (let c = 0; c < blocked; c += 4) {
      // four sums at a time: each value of a is loaded once for them, and none waits for another
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      let p = start;
      let q = c * bCol;
      for (let i = 0; i < inner; i++) {
        const v = x[p]!;
        s0 += v * y[q]!;
        s1 += v * y[q + bCol]!;
        s2 += v * y[q + 2 * bCol]!;
        s3 += v * y[q + 3 * bCol]!;
        p += aStep;
        q += bStep;
      }
      finish(s0, row + c, c);
      finish(s1, row + c + 1, c + 1);
      finish(s2, row + c + 2, c + 2);
      finish(s3, row + c + 3, c + 3);
    }
    for (let c = blocked; c < out.cols; c++) {
      let s = 0;
      for (let i = 0, p = start, q = c * bCol; i < inner; i++, p += aStep, q += bStep) s += x[p]! * y[q]!;
      finish(s, row + c, c);
    }
  }
}
