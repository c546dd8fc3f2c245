import { type Backend, type Dataset, Network, type TrainOptions, train } from "@deltarule/core";

/** A published experiment: the same network from many random weights, trained until every output is near enough to its target. */
export interface Experiment {
  readonly title: string;
  readonly sizes: readonly number[];
  /** Weights and biases are drawn uniform in ±range. */
  readonly range: number;
  readonly data: Dataset & { readonly inputs: readonly number[][]; readonly targets: readonly number[][] };
  readonly training: Pick<TrainOptions, "learningRate" | "momentum">;
  /** Solved when no output is this far from its target. */
  readonly within: number;
  readonly mostEpochs: number;
  readonly runs: number;
}

/** The epochs that the solved runs took, smallest first. */
export interface Outcome {
  readonly runs: number;
  readonly epochs: readonly number[];
}

const oneHot = Array.from({ length: 10 }, (_, i) => Array.from({ length: 10 }, (_, k) => Number(i === k)));

export const encoder: Experiment = {
  title: "10-5-10 encoder: full batch, ε 1.7, weights in ±1, all outputs within 0.4",
  sizes: [10, 5, 10],
  range: 1,
  data: { inputs: oneHot, targets: oneHot },
  training: { learningRate: 1.7 },
  within: 0.4,
  mostEpochs: 1000,
  runs: 100,
};

export const xor: Experiment = {
  title: "XOR 2-2-1: full batch, ε 0.5, α 0.9, weights in ±0.5, outputs within 0.5",
  sizes: [2, 2, 1],
  range: 0.5,
  data: {
    inputs: [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ],
    targets: [[0], [1], [1], [0]],
  },
  training: { learningRate: 0.5, momentum: 0.9 },
  within: 0.5,
  mostEpochs: 10_000,
  runs: 300,
};

/** Seeds 1 to `runs`, each looked at after every epoch. */
export async function reproduce(experiment: Experiment, backend: Backend): Promise<Outcome> {
  const { sizes, range, data, training, mostEpochs, runs } = experiment;
  const epochs: number[] = [];
  for (let seed = 1; seed <= runs; seed++) {
    const network = Network.create(sizes, { seed, init: { uniform: range } });
    const options = { ...training, backend, batchSize: "full", shuffle: false, epochs: mostEpochs } as const;
    for await (const { epoch } of train(network, data, options)) {
      if (!isSolved(network, experiment)) continue;
      epochs.push(epoch);
      break;
    }
  }
  return { runs, epochs: epochs.sort((x, y) => x - y) };
}

const isSolved = (network: Network, { data, within }: Experiment): boolean =>
  data.inputs.every((sample, r) =>
    network.predict(sample).every((a, k) => Math.abs(a - data.targets[r]![k]!) < within),
  );
