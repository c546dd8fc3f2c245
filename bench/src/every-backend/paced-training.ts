import { type Backend, train } from "@deltarule/core";
import {
  type Candidate,
  type Exercise,
  type ExerciseOptions,
  exercise,
  type Open,
  trainingCandidate,
} from "@deltarule/measure";

/**
 * Training whose reports are no farther apart than `turn` milliseconds, for devices that are thousands of times slower than others. An epoch
 * is the least; a candidate that needs longer for one has left out itself.
 */
export function pacedTraining(name: string, open: Open, options: ExerciseOptions, turn: number): Candidate {
  return {
    name,
    async prepare() {
      const usual = exercise(options);
      const epoch = await epochMilliseconds(open, usual);
      if (epoch > turn)
        throw new Error(`an epoch of ${usual.samples} samples takes ${seconds(epoch)}, the limit is ${seconds(turn)}`);
      const epochsPerReport = Math.max(1, Math.min(usual.epochsPerReport, Math.floor(turn / epoch)));
      return trainingCandidate(name, open, exercise({ ...options, epochsPerReport })).prepare();
    },
  };
}

/** Of the second one: the first compiles. */
async function epochMilliseconds(open: Open, { network, data, batchSize, learningRate }: Exercise): Promise<number> {
  const backend: Backend = await open();
  try {
    let began = performance.now();
    let took = Number.NaN;
    const options = { backend, batchSize, average: true, learningRate, epochs: 2 };
    for await (const _ of train(network(), data, options)) {
      took = performance.now() - began;
      began = performance.now();
    }
    return took;
  } finally {
    await backend.close();
  }
}

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
