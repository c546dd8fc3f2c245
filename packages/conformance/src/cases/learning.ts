import { type Dataset, Network, type TrainOptions, train } from "@deltarule/core";
import type { ConformanceCase } from "../case.ts";
import { errorOf, type Sample } from "../derivation.ts";

/** Through the trainer, on problems that only work when forward and backward pass fit together. */
export const learning: readonly ConformanceCase[] = [
  learns("xor", "XOR, which no network without a hidden layer can", {
    sizes: [2, 4, 1],
    data: {
      inputs: [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
      ],
      targets: [[0], [1], [1], [0]],
    },
    seed: 3,
    options: { learningRate: 2, momentum: 0.9, batchSize: 4, epochs: 200 },
  }),
  learns("encoder", "the 8-3-8 encoder, which must find a code of three units", {
    sizes: [8, 3, 8],
    data: { inputs: oneHot(8), targets: oneHot(8) },
    seed: 8,
    options: { learningRate: 1, momentum: 0.5, batchSize: 8, epochs: 500 },
  }),
];

interface Lesson {
  readonly sizes: readonly number[];
  readonly data: Dataset & { readonly inputs: readonly number[][]; readonly targets: readonly number[][] };
  /** One with which float64 has learnt it in half of the epochs. */
  readonly seed: number;
  readonly options: Omit<TrainOptions, "backend">;
}

/** Learnt: every output is on its target's side of ½, with room to spare, in float64 and outside the backend. */
function learns(id: string, what: string, { sizes, data, seed, options }: Lesson): ConformanceCase {
  return {
    id: `learning/${id}`,
    title: `It learns ${what}`,
    needs: "checked",
    async run({ backend, note }) {
      const network = Network.create(sizes, { seed, init: { uniform: 1 } });
      const samples: Sample[] = data.inputs.map((input, s) => ({ input, target: data.targets[s]! }));
      const before = errorOf(network.layers, samples) / samples.length;
      let reported = Number.NaN;
      for await (const { error } of train(network, data, { ...options, backend, reportEvery: { epochs: 100 } }))
        reported = error;
      const after = errorOf(network.layers, samples) / samples.length;
      note(`mean error ${before.toPrecision(3)} → ${after.toPrecision(3)} in ${options.epochs} epochs`);

      data.inputs.forEach((input, s) => {
        network.predict(input).forEach((a, k) => {
          const target = data.targets[s]![k]!;
          if (!(Math.abs(target - a) < 0.3))
            throw new Error(
              `sample ${s}, output ${k}: ${a} after ${options.epochs} epochs; expected within 0.3 of ${target}`,
            );
        });
      });
      if (!(reported < before))
        throw new Error(`the reported error is ${reported}; expected less than ${before}, the error before training`);
    },
  };
}

function oneHot(count: number): number[][] {
  return Array.from({ length: count }, (_, r) => Array.from({ length: count }, (_, c) => (r === c ? 1 : 0)));
}
