import type { Values } from "./backend.ts";
import type { GeneratorState } from "./random.ts";

/**
 * A training at one of its reports, whole and as plain data: `train(network, data, { …, state })` goes on from there as if it had
 * never stopped, bit for bit on the same backend and engine.
 */
export interface TrainingState {
  /** Weight changes made so far; with the setting it says where in which epoch that is. */
  readonly step: number;
  readonly weights: readonly LayerValues[];
  /** With momentum, the last Δw of every weight. */
  readonly velocity?: readonly LayerValues[];
  /** Where the order of the samples is drawn: the generator before it shuffled the epoch in progress. Without shuffling there is none. */
  readonly generator?: GeneratorState;
  /** What the report's error is the mean of. */
  readonly errors: ErrorSums;
  readonly stopping: StoppingState;
  readonly setting: TrainingSetting;
  /** For people: only on this backend and device are the same bits promised. */
  readonly backend: { readonly name: string; readonly device: string };
}

/** One number for each weight of a layer, in the layer's order. */
export interface LayerValues {
  readonly weights: Values;
  readonly bias: Values | undefined;
}

/** Σ E over the samples since the report before. */
export interface ErrorSums {
  readonly samples: number;
  readonly sum: number;
  /** Not in the sum yet, in the backend's precision, one number a row of a batch; none at a report that was due. */
  readonly rows: Values;
}

/** What `until` has seen before this report. */
export interface StoppingState {
  /** The lowest error; absent before the first report. */
  readonly best?: number;
  readonly reportsSinceBest: number;
}

/**
 * What decides a training's numbers, and so must be the same when it goes on. When it ends (`epochs`, `until`) and when it reports may
 * change.
 */
export interface TrainingSetting {
  readonly sizes: readonly number[];
  /** Of each layer, whether it has biases. */
  readonly biases: readonly boolean[];
  readonly data: Fingerprint;
  /** A data set of its own, or a fraction of the data. */
  readonly validation?: Fingerprint | number;
  /** In samples. */
  readonly batchSize: number;
  readonly average: boolean;
  readonly momentum: number;
  readonly shuffle: boolean;
  /** Their checksum; absent if all samples count alike. */
  readonly sampleWeights?: string;
  readonly seed: number;
  /** A function of the epoch can't be compared: that it is the same one is up to the caller. */
  readonly learningRate: number | "function";
  /** Steps from report to report. */
  readonly stepsAReport: number;
}

/** A data set's size and checksums. */
export interface Fingerprint {
  readonly samples: number;
  readonly inputs: string;
  readonly targets: string;
}
