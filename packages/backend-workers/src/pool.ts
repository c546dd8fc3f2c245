import { DeltaruleError } from "@deltarule/core";
import { createControl, stop } from "./control.ts";
import type { Reply, Run, Start } from "./messages.ts";
import type { Thread } from "./thread-handle.ts";

/** Threads that wait for runs. The first that dies or throws ends the run for all, and the pool for good. */
export interface Pool {
  /** Resolves when every thread is through with its part; one run at a time. */
  run(parts: readonly Run[]): Promise<void>;
  close(): Promise<void>;
}

export type StartThread = () => Thread;

/**
 * @param start makes a thread that runs `thread.ts`
 * @throws BACKEND_FAILED when a thread doesn't start
 */
export async function createPool(
  threads: number,
  shared: Pick<Start, "module" | "memory">,
  start: StartThread,
): Promise<Pool> {
  const control = createControl();
  const workers: Thread[] = [];
  let failure: DeltaruleError | undefined;
  let closed = false;
  let settle: { readonly done: (thread: number) => void; readonly fail: (error: DeltaruleError) => void } | undefined;

  const end = () => Promise.all(workers.map((worker) => worker.terminate()));
  const fail = (thread: number, what: string, cause?: unknown) => {
    if (failure || closed) return;
    failure = new DeltaruleError("BACKEND_FAILED", `workers: thread ${thread} of ${threads} ${what}`, { cause });
    stop(control);
    settle?.fail(failure);
    void end();
  };
  const reason = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause));

  /** Sends each thread its message and waits for as many answers; a thread that works keeps the process alive. */
  const ask = (messages: readonly (Run | Start)[]): Promise<void> =>
    new Promise<void>((resolve, reject) => {
      if (failure) throw failure;
      let missing = messages.length;
      const rest = () => {
        settle = undefined;
        for (const worker of workers) worker.unref();
      };
      settle = {
        done(thread) {
          workers[thread]?.unref();
          if (--missing > 0) return;
          rest();
          resolve();
        },
        fail(error) {
          rest();
          reject(error);
        },
      };
      messages.forEach((message, thread) => {
        workers[thread]!.ref();
        workers[thread]!.postMessage(message);
      });
    });

  for (let thread = 0; thread < threads; thread++) {
    const worker = start();
    worker.on("message", (reply: Reply) => {
      if ("failed" in reply) fail(thread, `threw: ${reason(reply.failed)}`, reply.failed);
      else settle?.done(thread);
    });
    worker.on("error", (cause: unknown) => fail(thread, `died: ${reason(cause)}`, cause));
    worker.on("exit", (code: number) => fail(thread, `ended with code ${code}`));
    workers.push(worker);
  }
  await ask(workers.map(() => ({ ...shared, control })));

  return {
    run: ask,
    async close() {
      closed = true;
      await end();
    },
  };
}
