import { Worker } from "#worker_threads";
import type { Thread } from "./thread-handle.ts";

/** A thread that hasn't answered by then never will. */
export const START_MILLISECONDS = 10_000;

/** @param script its text: no path has to be right, in whatever bundle this ends up */
export const startThread = (script: string): Thread =>
  new Worker(new URL(`data:text/javascript,${encodeURIComponent(script)}`));
