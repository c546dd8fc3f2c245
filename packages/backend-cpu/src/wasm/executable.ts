import type { Program } from "@deltarule/core";
import { fuse } from "./fuse.ts";
import type { Kernels } from "./kernels.ts";
import type { WasmMatrix } from "./matrix.ts";
import type { Memory } from "./memory.ts";
import type { Build } from "./module.ts";
import { withSharedMemory } from "./shared-import.ts";
import { store } from "./stored-program.ts";
import { multiplesOf, straightLine } from "./straight-line/compile.ts";
import { isUnrollable } from "./straight-line/size.ts";

/** A compiled program. */
export interface Executable {
  /** Runs it for each of `batches` batches of the indices at `order`. */
  run(order: number, batches: number, rate: number): void;
  free(): void;
}

/** Small programs are unrolled for their topology, all others are records for the kernels; the bits are the same. */
export function executable(memory: Memory, kernels: Kernels, build: Build, program: Program<WasmMatrix>): Executable {
  return (isUnrollable(program) && unrolled(memory, build, program)) || stored(memory, kernels, program);
}

function stored(memory: Memory, { execute }: Kernels, program: Program<WasmMatrix>): Executable {
  const { address, instructions, setRate, free } = store(memory, fuse(program));
  return {
    run(order, batches, rate) {
      setRate(rate);
      execute(address, instructions, order, program.batchSize, batches);
    },
    free,
  };
}

function unrolled(memory: Memory, build: Build, program: Program<WasmMatrix>): Executable | undefined {
  const multiples = multiplesOf(program);
  const table = memory.allocate(4 * Math.max(1, multiples.length), "a program's factors");
  try {
    const line = straightLine(program, build, table);
    const module = new WebAssembly.Module(memory.shared ? withSharedMemory(line) : line);
    const { run } = new WebAssembly.Instance(module, { env: { memory: memory.wasm } }).exports;
    if (typeof run !== "function") throw new TypeError("the straight line exports no run");
    return {
      run(order, batches, rate) {
        const floats = memory.floats();
        multiples.forEach((multiple, at) => {
          floats[table / 4 + at] = multiple * rate;
        });
        if (batches > 0) run(order, batches);
      },
      free: () => memory.free(table),
    };
  } catch (error) {
    memory.free(table);
    // a browser may refuse to compile on its main thread; the kernels do the same without
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
