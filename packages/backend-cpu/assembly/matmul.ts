import {
  A,
  A_ROW,
  A_STEP,
  ALPHA,
  B,
  B_ROW,
  BETA,
  BIAS_ADDRESS,
  COLS,
  DOTS,
  FINISH,
  INNER,
  KERNEL,
  OUT,
  PACKED_TRANSPOSED,
  ROWS,
  SCRATCH,
  STRIDE,
  TRANSPOSED,
  UNPACKED,
} from "../src/wasm/layout";
import { dots } from "./matmul-dots";
import { packed } from "./matmul-packed";
import { unpacked } from "./matmul-unpacked";
import { transpose } from "./transpose";

/** out = alpha·a·b (+ bias) + beta·out, as the record says */
export function matmul(r: usize): void {
  const kernel = load<i32>(r, KERNEL),
    m = load<i32>(r, ROWS),
    n = load<i32>(r, COLS),
    inner = load<i32>(r, INNER);
  const a = load<usize>(r, A),
    aRow = load<usize>(r, A_ROW),
    aStep = load<usize>(r, A_STEP);
  const b = load<usize>(r, B),
    bRow = load<usize>(r, B_ROW);
  const out = load<usize>(r, OUT),
    outRow = load<usize>(r, STRIDE),
    bias = load<usize>(r, BIAS_ADDRESS);
  const mode = load<i32>(r, FINISH),
    alpha = load<f32>(r, ALPHA),
    beta = load<f32>(r, BETA);
  if (kernel == UNPACKED) unpacked(m, n, inner, a, aRow, aStep, b, bRow, out, outRow, mode, alpha, beta, bias);
  else if (kernel == DOTS) dots(m, n, inner, a, aRow, b, bRow, out, outRow, mode, alpha, beta, bias);
  else if (kernel == TRANSPOSED) {
    const scratch = load<usize>(r, SCRATCH);
    transpose(scratch, outRow, b, bRow, n, inner);
    unpacked(m, n, inner, a, aRow, aStep, scratch, outRow, out, outRow, mode, alpha, beta, bias);
  } else {
    const scratch = load<usize>(r, SCRATCH);
    packed(
      m,
      n,
      inner,
      a,
      aRow,
      aStep,
      b,
      bRow,
      kernel == PACKED_TRANSPOSED,
      out,
      outRow,
      mode,
      alpha,
      beta,
      bias,
      scratch,
    );
  }
}
