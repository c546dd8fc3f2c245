import { type Dataset, type Report, type TrainingState, type TrainOptions, train } from "@deltarule/core";
import { base, fresh, xor } from "./xor.ts";

/** A state that has been somewhere else: nothing of it is shared with the training that it is of. */
export const stored = (state: TrainingState | undefined) => structuredClone(state!);

/** The state of XOR's training after so many epochs. */
export async function stateAfter(epochs: number, options: Partial<TrainOptions> = {}, data: Dataset = xor) {
  const reports: Report[] = [];
  for await (const report of train(fresh(), data, { ...base, ...options, reportState: true, epochs }))
    reports.push(report);
  return stored(reports.at(-1)!.state);
}
