import {
  A, ACTIVATION, B, COLS, DELTA, DELTA_ERROR, DELTA_TARGET, FIRST_INDEX, FORWARD, GATHER, HIDDEN, MATMUL, OP, OUT, OUTPUT, RATE, RECORD, ROWS, SIGMOID,
  SQUARED_ERROR, STRIDE,
} from "../src/wasm/layout";
export * from "./matmul-tiles";
import { deltaFromError, deltaFromTarget } from "./delta";
import { gather } from "./gather";
import { matmul } from "./matmul";
import { sigmoid } from "./sigmoid";
import { squaredError } from "./squared-error";
import { update } from "./update";

/** Runs a program for each batch of indices in `order`, `batchSize` of them a batch. */
export function execute(program: usize, instructions: i32, order: usize, batchSize: i32, batches: i32): void {
  const end = program + <usize>(instructions * RECORD);
  for (; batches > 0; batches--, order += <usize>batchSize << 2) {
    for (let r = program; r < end; r += RECORD) instruction(r, order);
  }
}

// @ts-ignore: decorator
@inline
function instruction(r: usize, order: usize): void {
  const op = load<i32>(r, OP), a = load<usize>(r, A), b = load<usize>(r, B), out = load<usize>(r, OUT);
  const rows = load<i32>(r, ROWS), cols = load<i32>(r, COLS), stride = load<usize>(r, STRIDE);
  // element by element: rows that lie side by side, padding included, are one
  let lines = rows;
  let width = <usize>((cols + 3) >> 2) << 4;
  if (width == stride) {
    lines = 1;
    width *= rows;
  }
  switch (op) {
    case GATHER:
      gather(a, order + load<usize>(r, FIRST_INDEX), out, rows, stride);
      break;
    case MATMUL:
      matmul(r);
      break;
    case SIGMOID:
      sigmoid(a, out, lines, width, stride);
      break;
    case DELTA_TARGET:
      deltaFromTarget(a, b, out, lines, width, stride);
      break;
    case DELTA_ERROR:
      deltaFromError(a, b, out, lines, width, stride);
      break;
    case SQUARED_ERROR:
      squaredError(a, b, out, rows, cols, stride);
      break;
    case FORWARD:
      matmul(r);
      sigmoid(out, load<usize>(r, ACTIVATION), lines, width, stride);
      break;
    case OUTPUT:
      squaredError(a, b, out, rows, cols, stride);
      deltaFromTarget(a, b, load<usize>(r, DELTA), lines, width, stride);
      break;
    case HIDDEN:
      matmul(r);
      deltaFromError(load<usize>(r, ACTIVATION), out, load<usize>(r, DELTA), lines, width, stride);
      break;
    default:
      update(a, b, lines, width, stride, load<f32>(r, RATE));
  }
}
