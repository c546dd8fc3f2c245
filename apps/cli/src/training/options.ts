import type { ColumnsOptions, MissingPolicy, TargetType, UnseenPolicy } from "@deltarule/data";
import type { ClassWeights } from "../options/class-weights.ts";

/** What a user may choose about a training. Those that may be left out follow from the data. */
export interface TrainingOptions {
  /** A column by its name or its number from 1; the last one if left out. */
  readonly target?: string;
  /** Inferred from the values if left out. */
  readonly targetType?: TargetType;
  readonly missing: MissingPolicy;
  /** Refused if left out, but for held-out rows. */
  readonly unseen?: UnseenPolicy;
  /** Inferred from the values where left out. */
  readonly columns?: ColumnsOptions;
  /** Units of each hidden layer, the first one first. */
  readonly hidden: readonly number[];
  /** ε */
  readonly learningRate: number;
  /** α */
  readonly momentum: number;
  readonly batch: number | "full";
  /** `defaultEpochs` if left out. */
  readonly epochs?: number;
  /** A share of the rows, as is `test`. */
  readonly validation: number;
  readonly test: number;
  /** All rows alike if left out. */
  readonly classWeights?: ClassWeights;
  /** Draws the split, the first weights and the order of the rows. */
  readonly seed: number;
  /** Ends the training when the mean of E per training row is at most this. */
  readonly untilError?: number;
}

/**
 * Round numbers that do well on small tables of every kind. The weight change is a sum over the batch, so ε goes with the batch
 * size.
 */
export const defaults: TrainingOptions = {
  missing: "refuse",
  hidden: [20],
  learningRate: 0.1,
  momentum: 0.5,
  batch: 10,
  validation: 0.1,
  test: 0.2,
  seed: 0,
};

const fewestEpochs = 100;
const fewestSteps = 3000;

/** 100 epochs, or where rows are few as many as make 3,000 weight changes. */
export const defaultEpochs = (rows: number, batch: number | "full"): number =>
  Math.max(fewestEpochs, Math.ceil(fewestSteps / (batch === "full" ? 1 : Math.ceil(rows / batch))));
