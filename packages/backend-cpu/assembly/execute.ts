import {
  A, ACTIVATION, B, BYTES, COLS, DELTA, DELTA_ERROR, DELTA_TARGET, FIRST_INDEX, FORWARD, GATHER, HIDDEN, MATMUL, OP, OUT, OUTPUT, RATE, RECORD, ROWS, SIGMOID,
  SQUARED_ERROR, STRIDE,
} from "../src/wasm/layout";
export * from "./matmul-tile";
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
  switch (op) {
    case GATHER:
      gather(a, order + load<usize>(r, FIRST_INDEX), out, load<i32>(r, ROWS), load<usize>(r, STRIDE));
      break;
    case MATMUL:
      matmul(r);
      break;
    case SIGMOID:
      sigmoid(a, out, load<usize>(r, BYTES));
      break;
    case DELTA_TARGET:
      deltaFromTarget(a, b, out, load<usize>(r, BYTES));
      break;
    case DELTA_ERROR:
      deltaFromError(a, b, out, load<usize>(r, BYTES));
      break;
    case SQUARED_ERROR:
      squaredError(a, b, out, load<i32>(r, ROWS), load<i32>(r, COLS), load<usize>(r, STRIDE));
      break;
    case FORWARD:
      matmul(r);
      sigmoid(out, load<usize>(r, ACTIVATION), <usize>load<i32>(r, ROWS) * load<usize>(r, STRIDE));
      break;
    case OUTPUT:
      squaredError(a, b, out, load<i32>(r, ROWS), load<i32>(r, COLS), load<usize>(r, STRIDE));
      deltaFromTarget(a, b, load<usize>(r, DELTA), <usize>load<i32>(r, ROWS) * load<usize>(r, STRIDE));
      break;
    case HIDDEN:
      matmul(r);
      deltaFromError(load<usize>(r, ACTIVATION), out, load<usize>(r, DELTA), <usize>load<i32>(r, ROWS) * load<usize>(r, STRIDE));
      break;
    default:
      update(a, b, load<usize>(r, BYTES), load<f32>(r, RATE));
  }
}
