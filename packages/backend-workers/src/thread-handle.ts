import type { Reply } from "./messages.ts";

/** A thread as who started it sees it: what node:worker_threads' Worker and its stand-in in browsers have in common. */
export interface Thread {
  on(...listener: ThreadListener): unknown;
  postMessage(message: unknown): void;
  terminate(): Promise<number>;
  /** Whether the thread keeps the process alive. */
  ref(): void;
  unref(): void;
}

export type ThreadListener =
  | [event: "message", listener: (reply: Reply) => void]
  | [event: "messageerror" | "error", listener: (cause: unknown) => void]
  | [event: "exit", listener: (code: number) => void];
