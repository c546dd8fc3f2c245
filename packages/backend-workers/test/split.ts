import { type Build, supports } from "@deltarule/backend-cpu/wasm";
import { thread } from "#thread-text";
import { createWorkersBackend } from "../src/backend.ts";
import { startThread } from "../src/start-thread.ts";
import type { Thread } from "../src/thread-handle.ts";

/** The builds of the kernels that this engine has. */
export const builds: Build[] = (["portable", "relaxed"] as const).filter(supports);

const startOne = (): Thread => startThread(thread);

export type SplitBackend = Awaited<ReturnType<typeof createWorkersBackend>>;

/** A backend that runs every program on all of its threads. */
export const createSplit = (threads: number, build: Build = "portable", start = startOne): Promise<SplitBackend> =>
  createWorkersBackend({ build, threads, why: "as asked", cores: 2, start, longestInline: 10, always: true });

/** The same, with its threads, which can be killed. */
export async function exposed(
  threads: number,
  start: (thread: number) => Thread = startOne,
): Promise<{ backend: SplitBackend; workers: Thread[] }> {
  const workers: Thread[] = [];
  const backend = await createSplit(threads, "portable", () => {
    const worker = start(workers.length);
    workers.push(worker);
    return worker;
  });
  return { backend, workers };
}

/** A program of two large products that need each other's whole result: two barriers a batch. */
export function compileLong(backend: SplitBackend, size = 64): (batches: number) => Promise<void> {
  const matrix = () => backend.matrix(size, size);
  const [a, b, c] = [matrix(), matrix(), matrix()];
  const compiled = backend.compile({
    batchSize: 1,
    instructions: [
      { op: "matmul", a, b, out: c },
      { op: "matmul", a: b, b: c, out: a },
    ],
    scratch: new Set(),
  });
  return (batches) => compiled.run({ order: new Uint32Array(batches), rate: 1 });
}
