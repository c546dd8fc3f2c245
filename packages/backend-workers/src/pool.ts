import { DeltaruleError } from "@deltarule/core";
import { createControl, stop } from "./control.ts";
import type { Reply, Run, Start } from "./messages.ts";
import { START_MILLISECONDS } from "./start-thread.ts";
import type { Thread } from "./thread-handle.ts";
import { watch } from "./watch.ts";

/** Threads that wait for runs. The first that dies or throws ends the run for all, and the pool for good. */
export interface Pool {
  /**
   * Resolves when every thread that has a part is through with it; one run at a time.
   * @param longest milliseconds that the longest instruction takes, as far as one knows
   */
  run(parts: readonly Run[], longest: number): Promise<void>;
  close(): Promise<void>;
}

export type StartThread = () => Thread;

// Node tells of a thread's end, and so does a browser's lock; silence is the sign where nothing tells. A thread may be silent for so long,
// or for so many times what its longest instruction should take: subnormal numbers cost a hundredfold, and so may neighbours.
const SILENCE_MILLISECONDS = 5000;
const SILENCE_FACTOR = 2000;

/**
 * @param start makes a thread that runs `thread.ts`
 * @throws BACKEND_FAILED when a thread doesn't start
 */
export async function createPool(
  threads: number,
  shared: Pick<Start, "module" | "memory">,
  start: StartThread,
): Promise<Pool> {
  const control = createControl(threads);
  const workers: Thread[] = [];
  const working = new Set<number>();
  let failure: DeltaruleError | undefined;
  let closed = false;
  let settle: { readonly done: () => void; readonly fail: (error: DeltaruleError) => void } | undefined;

  const end = () => Promise.all(workers.map((worker) => worker.terminate()));
  const fail = (thread: number, what: string, cause?: unknown) => {
    if (failure || closed) return;
    failure = new DeltaruleError("BACKEND_FAILED", `workers: thread ${thread} of ${threads} ${what}`, { cause });
    stop(control);
    settle?.fail(failure);
    void end();
  };

  /** Sends each thread its message and waits for as many answers; a thread that works keeps the process alive. */
  const ask = (messages: readonly (Run | Start)[]): Promise<void> =>
    new Promise<void>((resolve, reject) => {
      if (failure) throw failure;
      settle = { done: resolve, fail: reject };
      messages.forEach((message, thread) => {
        working.add(thread);
        workers[thread]!.ref();
        workers[thread]!.postMessage(message);
      });
    }).finally(() => {
      settle = undefined;
      working.clear();
      for (const worker of workers) worker.unref();
    });

  const started = (thread: number): Thread => {
    try {
      return start();
    } catch (cause) {
      fail(thread, `can't be started: ${reason(cause)}`, cause);
      throw failure;
    }
  };

  const answered = (thread: number) => {
    workers[thread]?.unref();
    working.delete(thread);
    if (working.size === 0) settle?.done();
  };

  for (let thread = 0; thread < threads; thread++) {
    const worker = started(thread);
    worker.on("message", (reply: Reply) => {
      if ("failed" in reply) fail(thread, `threw: ${reason(reply.failed)}`, reply.failed);
      else answered(thread);
    });
    worker.on("messageerror", (cause: unknown) => fail(thread, `gave an answer that can't be read`, cause));
    worker.on("error", (cause: unknown) => fail(thread, `died: ${reason(cause)}`, cause));
    worker.on("exit", (code: number) => fail(thread, `ended with code ${code}`));
    workers.push(worker);
  }
  const late = setTimeout(() => {
    const [thread = 0] = working;
    fail(thread, `hasn't started within ${START_MILLISECONDS / 1000} s`);
  }, START_MILLISECONDS);
  await ask(workers.map((_, thread) => ({ ...shared, thread, control }))).finally(() => clearTimeout(late));

  return {
    async run(parts, longest) {
      const patience = Math.max(SILENCE_MILLISECONDS, SILENCE_FACTOR * longest);
      const { end } = watch(
        control,
        parts.length,
        patience,
        (thread) => working.has(thread),
        (thread) => fail(thread, `died: it has been silent for ${(patience / 1000).toFixed(1)} s`),
      );
      await ask(parts).finally(end);
    },
    async close() {
      closed = true;
      await end();
    },
  };
}

const reason = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause));
