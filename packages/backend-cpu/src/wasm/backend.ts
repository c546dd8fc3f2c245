import type { Backend, Compiled, Facts, Program } from "@deltarule/core";
import { executable } from "./executable.ts";
import { instantiate, type Kernels } from "./kernels.ts";
import { allocateMatrix, readMatrix, type WasmMatrix, writeMatrix } from "./matrix.ts";
import { createMemory, type Memory } from "./memory.ts";
import { type Build, moduleOf } from "./module.ts";
import { createOperate } from "./operation.ts";
import { createRoom } from "./stored-program.ts";

const facts = (build: Build): Facts => ({
  device: `WebAssembly SIMD (${build}), 1 thread`,
  precision: "f32",
  deterministic: true,
  nonFinite: true,
  sigmoidUlp: 3,
});

/** A backend that compiles every program itself. */
export interface WasmBackend extends Backend<WasmMatrix> {
  compile(program: Program<WasmMatrix>): Compiled;
}

/** A build's kernels over a memory. */
export const createWasmBackend = async (build: Build, memory = createMemory()): Promise<WasmBackend> =>
  wasmBackend(build, memory, await instantiate(await moduleOf(build, memory), memory.wasm));

/** Matrices, programs and kernels in one WebAssembly memory; every operation is done when its call returns. */
export function wasmBackend(build: Build, memory: Memory, kernels: Kernels): WasmBackend {
  const operate = createOperate(memory, kernels);
  const indices = createRoom(memory, "sample indices");

  return {
    contract: 1,
    name: "cpu",
    facts: facts(build),
    matrix(rows, cols, values) {
      const m = allocateMatrix(memory, rows, cols);
      if (values) writeMatrix(memory, m, values);
      return m;
    },
    write: (m, values) => writeMatrix(memory, m, values),
    gather: (source, rows, out) => operate({ op: "gather", source, out }, rows),
    // the copy is taken at the call, not when it is awaited
    read: (m) => Promise.resolve(readMatrix(memory, m)),
    free: ({ address }) => memory.free(address),
    matmul: (a, b, out, options) => operate({ op: "matmul", a, b, out, ...options }),
    sigmoid: (net, out) => operate({ op: "sigmoid", net, out }),
    delta: (a, source, out) => operate({ op: "delta", a, source, out }),
    update: (w, step, rate) => operate({ op: "update", w, step, rate }),
    squaredError: (a, target, out) => operate({ op: "squaredError", a, target, out }),
    compile(program: Program<WasmMatrix>): Compiled {
      const { run, free } = executable(memory, kernels, build, program);
      return {
        async run({ order, rate }) {
          run(indices.hold(order), order.length / program.batchSize, rate);
        },
        free,
      };
    },
    close: () => Promise.resolve(),
  };
}
