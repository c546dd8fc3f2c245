import type { DeltaruleError } from "./errors.ts";
import type { TrainingState } from "./training-state.ts";

/** Where the training stands; the network holds the weights of the latest report. */
export interface Report {
  /** Epochs finished, with a fraction inside an epoch. */
  readonly epoch: number;
  readonly step: number;
  /** The mean of E per sample since the previous report, each taken before its batch's weight change. */
  readonly error: number;
  /** The same, summed as the derivation sums it: Σ E over the samples since the previous report. */
  readonly errorSum: number;
  /** The mean of E per validation sample, with this report's weights. */
  readonly validationError?: number;
  /** The share of the validation rows (without validation: of the training rows) classified rightly with this report's weights, where targets are classes. */
  readonly accuracy?: number;
  /** Since the previous report, the training alone. */
  readonly samplesPerSecond: number;
  /** In the first report after a backend failed: what the training went on with, from the report before. */
  readonly recovered?: { readonly from: string; readonly to: string; readonly failure: DeltaruleError };
  /** With `reportState`: all that `train` needs to go on from here. */
  readonly state?: TrainingState;
  /** In the last report only: why there is none after it. */
  readonly stopped?: "epochs" | "until" | "aborted";
}
