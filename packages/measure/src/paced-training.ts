import { type Backend, train } from "@deltarule/core";
import type { Candidate } from "./candidate.ts";
import { type Exercise, type ExerciseOptions, exercise } from "./exercise.ts";
import { type Open, trainingCandidate } from "./training-candidate.ts";

/**
 * Training whose reports are no farther apart than `turn` milliseconds, for devices that are thousands of times slower than others. An epoch
 * is the least: a candidate that needs longer for one leaves itself out.
 */
export function pacedTraining(name: string, open: Open, options: ExerciseOptions, turn: number): Candidate {
  return {
    name,
    async prepare() {
      const epochsPerReport = await epochsWithin(turn, open, exercise(options));
      return trainingCandidate(name, open, exercise({ ...options, epochsPerReport })).prepare();
    },
  };
}

/** As many epochs as there is time for, at most those that are usual; found by trying more and more of them. */
async function epochsWithin(turn: number, open: Open, usual: Exercise): Promise<number> {
  const backend = await open();
  try {
    // a device compiles its shaders here
    await milliseconds(backend, usual, 1);
    for (let epochs = 1; ; epochs = Math.min(usual.epochsPerReport, 4 * epochs)) {
      const took = await milliseconds(backend, usual, epochs);
      if (epochs === 1 && took > turn)
        throw new Error(`an epoch of ${usual.samples} samples takes ${seconds(took)}, the limit is ${seconds(turn)}`);
      if (epochs === usual.epochsPerReport || 4 * took > turn)
        return Math.max(1, Math.min(usual.epochsPerReport, Math.floor((epochs * turn) / took)));
    }
  } finally {
    await backend.close();
  }
}

/** That so many epochs take with one report at their end. */
async function milliseconds(
  backend: Backend,
  { network, data, batchSize, learningRate }: Exercise,
  epochs: number,
): Promise<number> {
  const began = performance.now();
  const options = { backend, batchSize, average: true, learningRate, epochs, reportEvery: { epochs } };
  for await (const _ of train(network(), data, options));
  return performance.now() - began;
}

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
