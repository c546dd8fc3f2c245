import type { Work } from "@deltarule/backends";
import { DeltaruleError, Network } from "@deltarule/core";
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
import { mostWeights, weightsOf } from "../network-size.ts";
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
 * @param prepared where more is known of the table than is held of it
 * @throws DATA_INVALID, OPTION_INVALID
 */
export function planTraining(
  table: Table,
  chosen: Partial<TrainingOptions> = {},
  prepared: Prepared = prepare(table, { ...defaults, ...chosen }),
): Plan {
  const options = { ...defaults, ...chosen };
  const { encoding, training } = prepared;
  const sizes = [inputSize(encoding), ...options.hidden, outputSize(encoding)];
  checkSize(sizes);
  return {
    table,
    prepared,
    sampleWeights: options.classWeights && rowWeights(encoding, training, options.classWeights),
    sizes,
    options: { ...options, epochs: options.epochs ?? defaultEpochs(training.rows.length, options.batch) },
  };
}

const rowWeights = (encoding: Encoding, training: EncodedDataset, weights: ClassWeights): Float64Array =>
  sampleWeights(encoding, training, weights === "balanced" ? weights : new Map(Object.entries(weights)));

/** What a backend is chosen for. */
export function workOf({ prepared: { training }, sizes, options: { batch, seed } }: Plan): Work {
  const samples = training.rows.length;
  const batchSize = batch === "full" ? samples : Math.min(batch, samples);
  return { network: Network.create(sizes, { seed }), batchSize, samples };
}

function checkSize(sizes: readonly number[]): void {
  const weights = weightsOf(sizes);
  if (weights > mostWeights)
    throw new DeltaruleError(
      "OPTION_INVALID",
      `--hidden: a network of ${sizes.join("-")} units has ${weights} weights; expected at most ${mostWeights}`,
    );
}
