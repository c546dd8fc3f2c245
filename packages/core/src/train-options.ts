import type { Backend } from "./backend.ts";
import type { Dataset } from "./dataset.ts";
import { DeltaruleError } from "./errors.ts";
import type { TrainingState } from "./training-state.ts";

export interface TrainOptions {
  readonly backend: Backend;
  /**
   * What to go on with, from the last report, when the backend fails; each report then costs a read of the momentum's steps, and beginning a
   * checksum of the data.
   */
  readonly fallback?: Fallback | undefined;
  /** ε: one number, or a function of the epoch (the number of epochs finished, 0 first). Positive and finite. */
  readonly learningRate: number | ((epoch: number) => number);
  /** Passes over the data; Infinity to go on until `until`, `signal` or a `break` ends it. */
  readonly epochs: number;
  /** Samples a step: 1 (the derivation's on-line rule) by default, at most all of them, which "full" means. */
  readonly batchSize?: number | "full" | undefined;
  /** Divide each weight change by the rows of its batch; by default it is their sum, as the derivation says. */
  readonly average?: boolean | undefined;
  /** Momentum α in [0, 1): each Δw adds α times the one before it. 0 by default. */
  readonly momentum?: number | undefined;
  /** Visit the samples in a new random order each epoch (the default), or in the data's. */
  readonly shuffle?: boolean | undefined;
  /**
   * How much each sample of the data counts, by their ratios: an epoch still visits n samples, but sample s n w_s / Σ w times on average
   * (this number rounded down or up). The expected weight change is then that of the weighted error Σ w_s E_s n / Σ w. Reported errors
   * are means over the visits; validation, and what `until` confirms on training samples, count each sample once.
   */
  readonly sampleWeights?: ArrayLike<number> | undefined;
  /** Seeds the order and the validation split; 0 by default. */
  readonly seed?: number | undefined;
  readonly until?: Until | undefined;
  /** Samples to measure on and not to learn from: a data set of their own, or a fraction of the data, drawn by the seed. */
  readonly validation?: Dataset | number | undefined;
  /** Every epoch by default. */
  readonly reportEvery?: { readonly epochs: number } | { readonly steps: number } | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Each report carries `state`, for a read more of as many numbers as there are weights where there is momentum. False by default. */
  readonly reportState?: boolean | undefined;
  /**
   * Goes on from a report's state, whatever the network's weights. Data and options must be those of the training that it is of;
   * `epochs` (the whole training's, those before the state included), `reportEvery`, `until` and `signal` may be others.
   */
  readonly state?: TrainingState | undefined;
}

/** Another backend for a training whose own has failed (BACKEND_FAILED); undefined: there is none, and the training fails. Both are the caller's to close. */
export type Fallback = (failure: DeltaruleError) => Backend | undefined | Promise<Backend | undefined>;

/** Ends the training at a report, when any of these holds. */
export interface Until {
  /** The mean of E per training sample is at most this, confirmed on the weights of the report. */
  readonly error?: number | undefined;
  /** At least this share of the validation rows (without validation: of the training rows) is classified rightly. */
  readonly accuracy?: number | undefined;
  /** So many reports in a row without a new lowest validation error (without validation: training error). */
  readonly patience?: number | undefined;
}

/**
 * Checks what a type can't.
 * @throws OPTION_INVALID
 */
export function checkTrainOptions(options: TrainOptions): void {
  const { learningRate, epochs, batchSize = 1, momentum = 0, seed = 0, until = {}, validation, reportEvery } = options;
  if (typeof learningRate === "number") checkRate(learningRate);
  positiveInteger("epochs", epochs, Number.POSITIVE_INFINITY);
  if (batchSize !== "full") positiveInteger("batchSize", batchSize);
  require(momentum >= 0 && momentum < 1, "momentum", momentum, "a number in [0, 1)");
  require(Number.isSafeInteger(seed), "seed", seed, "a whole number");
  if (typeof validation === "number")
    require(validation > 0 && validation < 1, "validation", validation, "a data set, or a fraction between 0 and 1");
  if (options.sampleWeights)
    require(options.shuffle !== false, "shuffle", false, "true with sampleWeights, as which samples come is drawn");
  const { error, accuracy, patience } = until;
  if (error !== undefined) require(error >= 0, "until.error", error, "a number, at least 0");
  if (accuracy !== undefined) require(accuracy >= 0 && accuracy <= 1, "until.accuracy", accuracy, "a share in [0, 1]");
  if (patience !== undefined) positiveInteger("until.patience", patience);
  if (reportEvery && "steps" in reportEvery) positiveInteger("reportEvery.steps", reportEvery.steps);
  else if (reportEvery) positiveInteger("reportEvery.epochs", reportEvery.epochs);
}

/** ε for an epoch, checked: a function's answer is only known when its epoch comes. */
export function rateOf({ learningRate }: TrainOptions, epoch: number): number {
  return typeof learningRate === "number" ? learningRate : checkRate(learningRate(epoch), ` for epoch ${epoch}`);
}

function checkRate(rate: number, where = ""): number {
  require(rate > 0 && Number.isFinite(rate), "learningRate", rate, `a positive, finite number${where}`);
  return rate;
}

function positiveInteger(name: string, value: number, alsoAllowed?: number): void {
  require((Number.isSafeInteger(value) && value >= 1) || value === alsoAllowed, name, value, "a positive whole number");
}

function require(holds: boolean, name: string, value: unknown, expected: string): void {
  if (!holds) throw new DeltaruleError("OPTION_INVALID", `train: ${name} is ${String(value)}; expected ${expected}`);
}
