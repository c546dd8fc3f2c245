import type { MatmulOptions } from "@deltarule/core";
import type { Cells } from "./cells.ts";

/**
 * out = alpha·a·b (+ bias) + beta·out   (n × I)(I × J) → n × J
 *
 * Each element is summed over i in order, whatever is transposed.
 */
export function matmul(
  a: Cells,
  b: Cells,
  out: Cells,
  { transposeA = false, transposeB = false, bias, alpha = 1, beta = 0 }: MatmulOptions<Cells> = {},
): void {
  const I = transposeA ? a.rows : a.cols;
  // a_ri lies at r·aRow + i·aStep, b_ij at i·bStep + j·bCol
  const [aRow, aStep] = transposeA ? [1, a.cols] : [a.cols, 1];
  const [bStep, bCol] = transposeB ? [1, b.cols] : [b.cols, 1];
  for (let r = 0; r < out.rows; r++)
    for (let j = 0; j < out.cols; j++) {
      let sum = 0;
      for (let i = 0; i < I; i++) sum += a.values[r * aRow + i * aStep]! * b.values[i * bStep + j * bCol]!;
      const at = r * out.cols + j;
      // with beta 0 the old value does not count, even where it is NaN
      out.values[at] = alpha * sum + (bias ? bias.values[j]! : 0) + (beta === 0 ? 0 : beta * out.values[at]!);
    }
}
