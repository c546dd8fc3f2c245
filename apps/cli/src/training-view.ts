import type { Backend, Report } from "@deltarule/core";
import type { Learnt } from "./training/learn.ts";
import type { Plan } from "./training/plan.ts";

/** Shows a training, from its plan to its result. */
export interface TrainingView {
  begin(plan: Plan, backend: Backend): void;
  report(report: Report): void;
  /** The training itself has ended, in whatever way. */
  stop(): void;
  /** @param model the file that was written, if one was */
  end(plan: Plan, learnt: Learnt, backend: Backend, model: string | undefined): void;
}
