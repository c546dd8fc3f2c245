import { type Build, createMemory, createWasmBackend, moduleOf, type WasmBackend } from "@deltarule/backend-cpu/wasm";
import { compile, type Device } from "./compile.ts";
import { measureThreads } from "./costs.ts";
import { measureUnit } from "./kernel-rate.ts";
import { createPool, type StartThread } from "./pool.ts";
import { createTurns } from "./turns.ts";

export interface Setting {
  readonly build: Build;
  readonly threads: number;
  /** Why so many, for facts.device. */
  readonly why: string;
  /** Cores that threads can spin on at the same time. */
  readonly cores: number;
  readonly start: StartThread;
  /** Milliseconds of the longest run on the calling thread. */
  readonly longestInline: number;
  /** Whether every run is on all threads, and none is weighed: for tests of the split. */
  readonly always?: boolean;
}

/**
 * For how long a thread looks at a barrier: longer than others come late to it that work too. Two threads on one core, where a system may
 * have put them, keep each other from working as long as they look, up to a scheduler's tick of 4 ms a barrier.
 */
const PATIENCE_MILLISECONDS = 0.1;

/** cpu's kernels on many threads over one shared memory; the operations outside runs are the calling thread's own. */
export async function createWorkersBackend(setting: Setting): Promise<WasmBackend> {
  const { build, threads, why, cores, start, longestInline, always = false } = setting;
  const memory = createMemory({ shared: true, owner: "workers" });
  const own = await createWasmBackend(build, memory);
  // also so that the engine compiles the kernels in earnest, while the threads start
  measureUnit(own);
  const pool = await createPool(threads, { module: await moduleOf(build, memory), memory: memory.wasm }, start);
  // more threads than cores: who looks takes the time of who works
  const patience = threads > cores ? 0 : PATIENCE_MILLISECONDS;
  const costs = { of: await measureThreads(pool, threads, patience), unit: measureUnit(own) };
  const turns = createTurns("workers");
  const device: Device = {
    memory,
    own,
    pool,
    turns,
    costs,
    patience,
    longestInline,
    always: always ? threads : undefined,
  };
  let closing: Promise<void> | undefined;

  return {
    contract: 1,
    name: "workers",
    facts: {
      ...own.facts,
      device: `WebAssembly SIMD (${build}), ${threads === 1 ? "1 thread" : `up to ${threads} threads`}: ${why}`,
    },
    // new memory is in nobody's way
    matrix: (rows, cols, values) => own.matrix(rows, cols, values),
    write(m, values) {
      const kept = turns.keep(values);
      turns.take(() => own.write(m, kept));
    },
    gather(source, rows, out) {
      const kept = turns.keep(rows);
      turns.take(() => own.gather(source, kept, out));
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
    compile: (program) => compile(device, program),
    close() {
      closing ??= turns.idle().then(() => pool.close());
      return closing;
    },
  };
}
