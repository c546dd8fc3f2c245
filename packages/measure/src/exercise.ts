import { DeltaruleError, type Dense, generator, Network } from "@deltarule/core";

export interface ExerciseOptions {
  /** Units a layer, input layer first. */
  readonly layers: readonly number[];
  /** Samples a step; 1 by default. */
  readonly batchSize?: number | undefined;
  /** Samples in the data set, a multiple of the batch size; about 200 by default. */
  readonly samples?: number | undefined;
  /**
   * ε on the mean over the batch; 0.01 by default. On ten times that a tiny network is trained so far within a measurement that its units
   * saturate, and the subnormal products of their δ cost a hundred cycles each: the faster a candidate, the sooner it would slow down.
   */
  readonly learningRate?: number | undefined;
  /** Epochs from one report of the training to the next; by default so many that reporting costs a few percent at most. */
  readonly epochsPerReport?: number | undefined;
  /** 1 by default. */
  readonly seed?: number | undefined;
}

/** What is trained when training is timed: a network's shape, a batch size, and data that every candidate gets alike. */
export interface Exercise {
  readonly layers: readonly number[];
  readonly batchSize: number;
  readonly samples: number;
  readonly learningRate: number;
  readonly epochsPerReport: number;
  readonly seed: number;
  /** Inputs uniform in [0, 1), targets one-hot, all of them float32 numbers. */
  readonly data: { readonly inputs: Dense; readonly targets: Dense };
  /** A new network, always with the same weights, all of them float32 numbers. */
  network(): Network;
}

/** @throws OPTION_INVALID */
export function exercise(options: ExerciseOptions): Exercise {
  const { layers, batchSize = 1, learningRate = 0.01, seed = 1 } = options;
  whole("batchSize", batchSize);
  const samples = options.samples ?? batchSize * Math.max(1, Math.round(200 / batchSize));
  whole("samples", samples);
  if (samples % batchSize !== 0)
    throw invalid(`samples is ${samples}; expected a multiple of batchSize, which is ${batchSize}`);
  const initial = Network.create(layers, { seed });
  const epochsPerReport = options.epochsPerReport ?? reportInterval(layers, samples);
  whole("epochsPerReport", epochsPerReport);
  const data = randomData(samples, layers[0]!, layers.at(-1)!, seed);
  const network = () =>
    Network.from(
      initial.layers.map((layer) => ({
        ...layer,
        weights: layer.weights.map(Math.fround),
        bias: layer.bias?.map(Math.fround),
      })),
    );
  return { layers, batchSize, samples, learningRate, epochsPerReport, seed, data, network };
}

/** Inputs uniform in [0, 1); sample r is of class r modulo the number of output units, a single unit says 0 and 1 by turns. */
export function randomData(rows: number, I: number, K: number, seed: number): Exercise["data"] {
  const { uniform } = generator(seed);
  const inputs = Float32Array.from({ length: rows * I }, uniform);
  const targets = new Float32Array(rows * K);
  for (let r = 0; r < rows; r++) {
    if (K === 1) targets[r] = r % 2;
    else targets[r * K + (r % K)] = 1;
  }
  return { inputs: { rows, cols: I, values: inputs }, targets: { rows, cols: K, values: targets } };
}

/** Weights of all layers, biases not counted. */
export const weightCount = (layers: readonly number[]): number =>
  layers.slice(1).reduce((sum, units, l) => sum + layers[l]! * units, 0);

/**
 * A report measures the training rows, a third of an epoch's work, and reads the weights. Ten epochs hide that of a large network; a small
 * one is worth twenty million operations or ten thousand samples, a fifth of MNIST's epoch, unless those take longer than a moment.
 */
function reportInterval(layers: readonly number[], samples: number): number {
  const epoch = 6 * weightCount(layers) * samples;
  const hidden = Math.min(2e9 / epoch, Math.max(2e7 / epoch, 10_000 / samples));
  return Math.max(10, Math.ceil(hidden));
}

function whole(name: string, value: number): void {
  if (!(Number.isSafeInteger(value) && value >= 1))
    throw invalid(`${name} is ${value}; expected a positive whole number`);
}

const invalid = (message: string) => new DeltaruleError("OPTION_INVALID", `exercise: ${message}`);
