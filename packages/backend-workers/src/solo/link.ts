import { DeltaruleError } from "@deltarule/core";
import type { Reply } from "../messages.ts";
import type { Thread } from "../thread-handle.ts";
import type { Order, Question } from "./messages.ts";

/** Messages to the one thread, and its answers. Once it has failed or died, every question is answered by that. */
export interface Link {
  ask(question: Question): Promise<Reply>;
  tell(order: Order): void;
  /** Fails what waits, and all that is asked later. */
  fail(message: string, cause?: unknown): void;
  /** Ends the thread once all questions are answered. */
  close(): Promise<void>;
}

export function createLink(thread: Thread): Link {
  const waiting: { resolve(reply: Reply): void; reject(error: DeltaruleError): void }[] = [];
  let failure: DeltaruleError | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const fail = (message: string, cause?: unknown) => {
    failure ??= new DeltaruleError("BACKEND_FAILED", message, { cause });
    for (const { reject } of waiting.splice(0)) reject(failure);
    thread.unref();
  };
  thread.unref();
  thread.on("message", (reply: Reply) => {
    if ("failed" in reply) return fail(reason(reply.failed), reply.failed);
    waiting.shift()?.resolve(reply);
    if (waiting.length === 0) thread.unref();
  });
  thread.on("messageerror", (cause: unknown) => fail("workers: its thread gave an answer that can't be read", cause));
  thread.on("error", (cause: unknown) => fail(`workers: its thread died: ${reason(cause)}`, cause));
  thread.on("exit", (code: number) => fail(`workers: its thread ended with code ${code}`));

  return {
    ask(question) {
      const reply = new Promise<Reply>((resolve, reject) => {
        if (failure) throw failure;
        // who waits for an answer keeps the process alive
        thread.ref();
        waiting.push({ resolve, reject });
        thread.postMessage(question);
      });
      last = reply.catch(() => {});
      return reply;
    },
    tell: (order) => thread.postMessage(order),
    fail,
    async close() {
      await last;
      await thread.terminate();
    },
  };
}

export const reason = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause));
