import { unpacked1x4, unpacked1x8, unpacked2x4, unpacked2x8, unpacked4x4, unpacked4x8 } from "./matmul-tile";

/** out = a·b (m × inner)(inner × n) straight from where a and b lie: the fastest as long as a column block of b stays in the cache. */
export function unpacked(
  m: i32, cols: i32, inner: i32, a: usize, aRow: usize, aStep: usize, b: usize, bRow: usize,
  out: usize, outRow: usize, mode: i32, alpha: f32, beta: f32, bias: usize,
): void {
  for (; cols > 0; cols -= 8) {
    if (cols > 4) columns(true, m, inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
    else columns(false, m, inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
    b += 32;
    out += 32;
    bias += 32;
  }
}

/** A block of 8 or 4 columns, four rows at a time, then two, then one. */
// @ts-ignore: decorator
@inline
function columns(
  wide: bool, m: i32, inner: i32, a: usize, aRow: usize, aStep: usize, b: usize, bRow: usize,
  out: usize, outRow: usize, mode: i32, alpha: f32, beta: f32, bias: usize,
): void {
  if (wide) unpacked4x8(m, inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
  else unpacked4x4(m, inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
  a += <usize>(m & ~3) * aRow;
  out += <usize>(m & ~3) * outRow;
  if (m & 2) {
    if (wide) unpacked2x8(inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
    else unpacked2x4(inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
    a += 2 * aRow;
    out += 2 * outRow;
  }
  if (m & 1) {
    if (wide) unpacked1x8(inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
    else unpacked1x4(inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
  }
}
