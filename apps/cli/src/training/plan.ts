import {
  type EncodedDataset,
  type Encoding,
  inputSize,
  outputSize,
  type Prepared,
  prepare,
  sampleWeights,
  type Table,
} from "@deltarule/data";
import type { ClassWeights } from "../options/class-weights.ts";
import { defaultEpochs, defaults, type TrainingOptions } from "./options.ts";

/** Everything that is settled before the first weight changes. */
export interface Plan {
  readonly table: Table;
  readonly prepared: Prepared;
  /** Of the training rows; undefined: all count alike. */
  readonly sampleWeights: Float64Array | undefined;
  /** Units a layer: [I, …, K]. */
  readonly sizes: readonly number[];
  readonly options: TrainingOptions & { readonly epochs: number };
}

/**
 * From a table to what will be trained.
 * @throws DATA_INVALID, OPTION_INVALID
 */
export function planTraining(table: Table, chosen: Partial<TrainingOptions> = {}): Plan {
  const options = { ...defaults, ...chosen };
  const prepared = prepare(table, options);
  const { encoding, training } = prepared;
  return {
    table,
    prepared,
    sampleWeights: options.classWeights && rowWeights(encoding, training, options.classWeights),
    sizes: [inputSize(encoding), ...options.hidden, outputSize(encoding)],
    options: { ...options, epochs: options.epochs ?? defaultEpochs(training.rows.length, options.batch) },
  };
}

const rowWeights = (encoding: Encoding, training: EncodedDataset, weights: ClassWeights): Float64Array =>
  sampleWeights(encoding, training, weights === "balanced" ? weights : new Map(Object.entries(weights)));
