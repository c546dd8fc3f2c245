import type { Run, Start } from "./messages.ts";
import type { Order, Question } from "./solo/messages.ts";
import type { Thread, ThreadListener } from "./thread-handle.ts";

// a worker's first message: from now on it holds the lock of its name
const HOLDS_LOCK = "deltarule: holds its lock";

/** The part of node:worker_threads that this package uses, over Web Workers: the same events, so that the same code runs on both. */
export class Worker implements Thread {
  readonly #worker: globalThis.Worker;
  readonly #errors: ((cause: unknown) => void)[] = [];
  readonly #exits: ((code: number) => void)[] = [];

  /** @param script a data: URL; it is started as a Blob, since a browser lets no worker of a data: URL share memory */
  constructor(script: URL) {
    const text = decodeURIComponent(script.href.slice(script.href.indexOf(",") + 1));
    const url = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
    const name = `deltarule thread ${Math.random()}`;
    this.#worker = new globalThis.Worker(url, { type: "module", name });
    for (const event of ["message", "error"])
      this.#worker.addEventListener(event, () => URL.revokeObjectURL(url), { once: true });
    // a browser says nothing when a worker ends, but it gives the worker's locks to who waits for them
    this.#worker.addEventListener("message", ({ data }) => {
      if (data === HOLDS_LOCK) void navigator.locks.request(name, () => void this.terminate());
    });
    // as in Node, an error that nothing catches ends the thread
    this.#worker.addEventListener("error", (failure) => {
      for (const failed of this.#errors) failed(causeOf(failure));
      void this.terminate();
    });
  }

  on(...[event, listener]: ThreadListener): void {
    if (event === "exit") this.#exits.push(listener);
    else if (event === "error") this.#errors.push(listener);
    else
      this.#worker.addEventListener(event, ({ data }) => {
        if (data !== HOLDS_LOCK) listener(data);
      });
  }

  postMessage(message: unknown): void {
    this.#worker.postMessage(message);
  }

  async terminate(): Promise<number> {
    this.#worker.terminate();
    const code = 1;
    for (const exited of this.#exits.splice(0)) exited(code);
    return code;
  }

  // a page doesn't stay for its workers
  ref(): void {}
  unref(): void {}
}

/** An event without a message is a script that the browser didn't start. */
const causeOf = ({ error, message }: Partial<ErrorEvent>): unknown =>
  error ??
  new Error(message || "the browser didn't start its script; a Content-Security-Policy has to allow worker-src blob:");

type Message = Start | Run | Question | Order;

/** Where a thread hears from who started it; null in a page. */
export const parentPort =
  "WorkerGlobalScope" in globalThis
    ? {
        on(event: "message" | "messageerror", listener: (message: Message) => void): void {
          self.addEventListener(event, ({ data }) => listener(data));
          if (event === "message") void holdLock();
        },
        postMessage: (message: unknown): void => self.postMessage(message),
      }
    : null;

/** Until this thread ends; pages without a secure context have no locks. */
const holdLock = () =>
  navigator.locks?.request(self.name, () => {
    self.postMessage(HOLDS_LOCK);
    return new Promise(() => {});
  });
