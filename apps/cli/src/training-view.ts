import type { Backend, Report } from "@deltarule/core";
import type { Learnt } from "./training/learn.ts";
import type { Plan } from "./training/plan.ts";

/** Shows a training, from its plan to its result. */
export interface TrainingView {
  /** @param from the epoch from which it goes on; 0 at a training's beginning */
  begin(plan: Plan, backend: Backend, from: number): void;
  report(report: Report): void;
  /** The training itself has ended, in whatever way. */
  stop(): void;
  /** @param model the file that was written, if one was */
  end(plan: Plan, learnt: Learnt, backend: Backend, model: string | undefined): void;
}
