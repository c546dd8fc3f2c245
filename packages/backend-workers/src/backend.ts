import {
  type Build,
  createMemory,
  createRoom,
  createWasmBackend,
  isUnrollable,
  moduleOf,
  type WasmBackend,
  type WasmMatrix,
} from "@deltarule/backend-cpu/wasm";
import type { Compiled, Program } from "@deltarule/core";
import { createPool, type StartThread } from "./pool.ts";
import { split } from "./split-program.ts";
import { createTurns } from "./turns.ts";

export interface Setting {
  readonly build: Build;
  readonly threads: number;
  /** Why so many, for facts.device. */
  readonly why: string;
  /** Cores that threads can spin on at the same time. */
  readonly cores: number;
  readonly start: StartThread;
}

/** cpu's kernels on many threads over one shared memory; the operations outside runs are the calling thread's own. */
export async function createWorkersBackend({ build, threads, why, cores, start }: Setting): Promise<WasmBackend> {
  const memory = createMemory({ shared: true, owner: "workers" });
  const own = await createWasmBackend(build, memory);
  const pool = await createPool(threads, { module: await moduleOf(build, memory), memory: memory.wasm }, start);
  const indices = createRoom(memory, "sample indices");
  const turns = createTurns("workers");
  // more threads than cores: who spins takes the time of who works
  const spins = threads > cores ? 0 : 5000;
  let closing: Promise<void> | undefined;

  function compileSplit(program: Program<WasmMatrix>): Compiled {
    const { phases, setRate, free } = split(memory, program, threads);
    const { batchSize } = program;
    return {
      async run({ order, rate }) {
        const copy = order.slice();
        return turns.wait(() => {
          setRate(rate);
          const shared = { threads, spins, order: indices.hold(copy), batchSize, batches: copy.length / batchSize };
          return pool.run(phases.map((phases) => ({ phases, ...shared })));
        });
      },
      free: () => turns.release(free),
    };
  }

  function compileWhole(program: Program<WasmMatrix>): Compiled {
    const compiled = own.compile(program);
    return {
      async run({ order, rate }) {
        const call = { order: order.slice(), rate };
        return turns.wait(() => compiled.run(call));
      },
      free: () => turns.release(() => compiled.free()),
    };
  }

  return {
    contract: 1,
    name: "workers",
    facts: {
      ...own.facts,
      device: `WebAssembly SIMD (${build}), ${threads} ${threads === 1 ? "thread" : "threads"}: ${why}`,
    },
    // new memory is in nobody's way
    matrix: (rows, cols, values) => own.matrix(rows, cols, values),
    write(m, values) {
      const copy = values.slice();
      turns.take(() => own.write(m, copy));
    },
    gather(source, rows, out) {
      const copy = rows.slice();
      turns.take(() => own.gather(source, copy, out));
    },
    read: (m) => turns.wait(() => own.read(m)),
    free: (m) => turns.release(() => own.free(m)),
    matmul(a, b, out, options) {
      const kept = { ...options };
      turns.take(() => own.matmul(a, b, out, kept));
    },
    sigmoid: (net, out) => turns.take(() => own.sigmoid(net, out)),
    delta: (a, source, out) => turns.take(() => own.delta(a, source, out)),
    update: (w, step, rate) => turns.take(() => own.update(w, step, rate)),
    squaredError: (a, target, out) => turns.take(() => own.squaredError(a, target, out)),
    compile: (program) => (isUnrollable(program) ? compileWhole(program) : compileSplit(program)),
    close() {
      closing ??= turns.idle().then(() => pool.close());
      return closing;
    },
  };
}
