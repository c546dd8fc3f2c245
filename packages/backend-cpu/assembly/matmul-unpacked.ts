import { strips } from "./matmul-strips";

/** out = a·b (m × inner)(inner × n) straight from where a and b lie: the fastest as long as a column block of b stays in the cache. */
export function unpacked(
  m: i32, cols: i32, inner: i32, a: usize, aRow: usize, aStep: usize, b: usize, bRow: usize,
  out: usize, outRow: usize, mode: i32, alpha: f32, beta: f32, bias: usize,
): void {
  for (; cols > 0; cols -= 8) {
    strips(false, cols > 4, m, inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
    b += 32;
    out += 32;
    bias += 32;
  }
}
