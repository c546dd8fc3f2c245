import type { ExerciseOptions } from "@deltarule/measure";
import type { Task } from "../processes/task.ts";

/** What a page is to get ready, and on what. */
export interface PageTask extends Pick<Task, "samples" | "batchSize" | "rate"> {
  /** An entry of the page's list. */
  readonly candidate: string;
  readonly options: ExerciseOptions;
  /** By how many milliseconds the reports of `train` may be apart. */
  readonly turn: number;
}

/** Lines in, lines out, as the programs of the other sections speak. */
export interface Answering {
  /** What runs, in a few words. */
  readonly note: string;
  answer(line: string): Promise<string>;
}

/** What a page offers. */
export interface BenchPage {
  /** What WebGL2 draws with, or why there is none. */
  adapter(): Promise<string>;
  /** @returns the note */
  prepare(task: PageTask): Promise<string>;
  answer(line: string): Promise<string>;
}
