import type { Backend, Compiled, Facts, Instruction, Program } from "@deltarule/core";
import { executable } from "./executable.ts";
import { allocateMatrix, readMatrix, type WasmMatrix, writeMatrix } from "./matrix.ts";
import { createMemory } from "./memory.ts";
import { type Build, instantiate } from "./module.ts";
import { recordOf } from "./record.ts";
import { createRoom, store } from "./stored-program.ts";

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

/** Matrices, programs and kernels in one WebAssembly memory; every operation is done when its call returns. */
export async function createWasmBackend(build: Build, memory = createMemory()): Promise<WasmBackend> {
  const kernels = await instantiate(build, memory);
  const indices = createRoom(memory, "sample indices");

  /** One operation is a program of one instruction. */
  const now = (instruction: Instruction<WasmMatrix>, rows?: Uint32Array) => {
    const { address, free } = store(memory, [recordOf(instruction)]);
    try {
      kernels.execute(address, 1, rows ? indices.hold(rows) : 0, 1, 1);
    } finally {
      free();
    }
  };

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
    gather: (source, rows, out) => now({ op: "gather", source, out }, rows),
    // the copy is taken at the call, not when it is awaited
    read: (m) => Promise.resolve(readMatrix(memory, m)),
    free: ({ address }) => memory.free(address),
    matmul: (a, b, out, options) => now({ op: "matmul", a, b, out, ...options }),
    sigmoid: (net, out) => now({ op: "sigmoid", net, out }),
    delta: (a, source, out) => now({ op: "delta", a, source, out }),
    update: (w, step, rate) => now({ op: "update", w, step, rate }),
    squaredError: (a, target, out) => now({ op: "squaredError", a, target, out }),
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
