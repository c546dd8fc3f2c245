import { tile } from "./matmul-tile";

/*
 * Each case of `tile` is a function of its own, exported so that no optimiser inlines it: among the variables of a caller, or in a loop over
 * tiles, which V8 unrolls, the sums would lose their registers.
 */

export function tile6x8(
  inner: i32, a: usize, aRow: usize, aStep: usize, b: usize, bRow: usize,
  out: usize, outRow: usize, mode: i32, alpha: f32, beta: f32, bias: usize,
): void {
  tile(6, true, inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
}

export function tile6x4(
  inner: i32, a: usize, aRow: usize, aStep: usize, b: usize, bRow: usize,
  out: usize, outRow: usize, mode: i32, alpha: f32, beta: f32, bias: usize,
): void {
  tile(6, false, inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
}

export function tile5x8(
  inner: i32, a: usize, aRow: usize, aStep: usize, b: usize, bRow: usize,
  out: usize, outRow: usize, mode: i32, alpha: f32, beta: f32, bias: usize,
): void {
  tile(5, true, inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
}

export function tile5x4(
  inner: i32, a: usize, aRow: usize, aStep: usize, b: usize, bRow: usize,
  out: usize, outRow: usize, mode: i32, alpha: f32, beta: f32, bias: usize,
): void {
  tile(5, false, inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
}

export function tile4x8(
  inner: i32, a: usize, aRow: usize, aStep: usize, b: usize, bRow: usize,
  out: usize, outRow: usize, mode: i32, alpha: f32, beta: f32, bias: usize,
): void {
  tile(4, true, inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
}

export function tile4x4(
  inner: i32, a: usize, aRow: usize, aStep: usize, b: usize, bRow: usize,
  out: usize, outRow: usize, mode: i32, alpha: f32, beta: f32, bias: usize,
): void {
  tile(4, false, inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
}

export function tile3x8(
  inner: i32, a: usize, aRow: usize, aStep: usize, b: usize, bRow: usize,
  out: usize, outRow: usize, mode: i32, alpha: f32, beta: f32, bias: usize,
): void {
  tile(3, true, inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
}

export function tile3x4(
  inner: i32, a: usize, aRow: usize, aStep: usize, b: usize, bRow: usize,
  out: usize, outRow: usize, mode: i32, alpha: f32, beta: f32, bias: usize,
): void {
  tile(3, false, inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
}

export function tile2x8(
  inner: i32, a: usize, aRow: usize, aStep: usize, b: usize, bRow: usize,
  out: usize, outRow: usize, mode: i32, alpha: f32, beta: f32, bias: usize,
): void {
  tile(2, true, inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
}

export function tile2x4(
  inner: i32, a: usize, aRow: usize, aStep: usize, b: usize, bRow: usize,
  out: usize, outRow: usize, mode: i32, alpha: f32, beta: f32, bias: usize,
): void {
  tile(2, false, inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
}

export function tile1x8(
  inner: i32, a: usize, aRow: usize, aStep: usize, b: usize, bRow: usize,
  out: usize, outRow: usize, mode: i32, alpha: f32, beta: f32, bias: usize,
): void {
  tile(1, true, inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
}

export function tile1x4(
  inner: i32, a: usize, aRow: usize, aStep: usize, b: usize, bRow: usize,
  out: usize, outRow: usize, mode: i32, alpha: f32, beta: f32, bias: usize,
): void {
  tile(1, false, inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
}
