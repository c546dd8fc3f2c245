import { moduleOf, supports } from "@deltarule/backend-cpu/wasm";
import { type Backend, DeltaruleError } from "@deltarule/core";
import { availableParallelism } from "#parallelism";
import { thread } from "#thread-text";
import { createWorkersBackend } from "./backend.ts";
import { startThread } from "./start-thread.ts";

export interface WorkersOptions {
  /** The most that may compute: as many as the machine has cores by default. A run is on as many as are expected to be fastest. */
  readonly threads?: number | undefined;
  /** As in the cpu backend, whose bits these are. */
  readonly arithmetic?: "fast" | "portable" | undefined;
}

// a thread each of the largest machines; past it lies a mistake
const MOST_THREADS = 1024;

// a page has frames to draw; elsewhere as long as `train` lets cpu compute without a break
const INLINE_MILLISECONDS = "document" in globalThis ? 10 : 60;

/**
 * cpu's kernels on many threads, with cpu's bits for every number of them; on one thread of its own in a page that isn't cross-origin
 * isolated. `facts.device` says which.
 * @throws OPTION_INVALID; BACKEND_UNAVAILABLE without WebAssembly SIMD; BACKEND_FAILED when a thread doesn't start
 */
export async function createBackend({ threads, arithmetic = "fast" }: WorkersOptions = {}): Promise<Backend> {
  if (arithmetic !== "fast" && arithmetic !== "portable")
    throw new DeltaruleError(
      "OPTION_INVALID",
      `workers: arithmetic is ${JSON.stringify(arithmetic)}; expected "fast" or "portable"`,
    );
  if (threads !== undefined && !(Number.isSafeInteger(threads) && threads >= 1 && threads <= MOST_THREADS))
    throw new DeltaruleError(
      "OPTION_INVALID",
      `workers: threads is ${threads}; expected a whole number from 1 to ${MOST_THREADS}`,
    );
  if (!supports("portable"))
    throw new DeltaruleError("BACKEND_UNAVAILABLE", "workers: this engine has no WebAssembly SIMD; use cpu");
  const build = arithmetic === "fast" && supports("relaxed") ? "relaxed" : "portable";
  if (!sharesMemory()) {
    const { createSoloBackend } = await import("./solo/backend.ts");
    const why = "this page isn't cross-origin isolated, so threads can't share memory";
    return createSoloBackend({ build, module: await moduleOf(build, { shared: false }), why });
  }
  const cores = availableParallelism();
  return createWorkersBackend({
    build,
    threads: threads ?? cores,
    why: threads === undefined ? "one a core" : "as asked",
    cores,
    start: () => startThread(thread),
    longestInline: INLINE_MILLISECONDS,
  });
}

/** Node has no pages that could be isolated, and shares memory always. */
const sharesMemory = (): boolean => !("crossOriginIsolated" in globalThis) || globalThis.crossOriginIsolated;
