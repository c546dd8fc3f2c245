import type { Report } from "@deltarule/core";
import type { Opened } from "./choosing/chosen.ts";
import type { Learnt } from "./training/learn.ts";
import type { Plan } from "./training/plan.ts";

/** Shows a training, from its plan to its result. */
export interface TrainingView {
  /** @param from the epoch from which it goes on; 0 at a training's beginning */
  begin(plan: Plan, opened: Opened, from: number): void;
  report(report: Report): void;
  /** The training itself has ended, in whatever way. */
  stop(): void;
  /** @param model the file that was written, if one was */
  end(plan: Plan, learnt: Learnt, opened: Opened, model: string | undefined): void;
}
