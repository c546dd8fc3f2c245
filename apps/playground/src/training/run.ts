import { type Checked, Network, type Report, type TrainingState, train } from "@deltarule/core";
import { type Exercise, networkFrom, type Standing } from "./messages.ts";
import { nextBatch } from "./visited.ts";

/** One training, in stretches of any length. */
export interface Run {
  readonly number: number;
  readonly exercise: Exercise;
  readonly stepsPerEpoch: number;
  standing(): Standing;
  /** So many steps more, or fewer if the signal ends them. */
  advance(steps: number, signal?: AbortSignal): Promise<Standing>;
  /** Goes on on another backend, from the last standing. */
  move(to: Checked): Promise<void>;
  close(): Promise<void>;
}

/** A backend, and what to tell of it. */
export interface Opened {
  readonly backend: Checked;
  readonly device: string;
}

/** The network that a run begins with. */
export const networkOf = ({ sizes, layers, seed }: Pick<Exercise, "sizes" | "layers" | "seed">): Network =>
  layers ? networkFrom(sizes, layers) : Network.create(sizes, { seed });

/**
 * Each stretch is a `train` that goes on from the state of the one before, so how a training is cut into plays and single steps changes
 * no bit of it.
 */
export function createRun(number: number, exercise: Exercise, on: Checked): Run {
  const { training, validation, learningRate, momentum, seed } = exercise;
  const network = networkOf(exercise);
  const samples = training.inputs.rows;
  const batchSize = Math.min(exercise.batchSize, samples);
  const options = { learningRate, momentum, batchSize, seed, validation };
  let backend = on;
  let state: TrainingState | undefined;
  let report: Report | undefined;

  const standing = (visited?: readonly number[]): Standing => ({
    epoch: report?.epoch ?? 0,
    step: report?.step ?? 0,
    error: report?.error,
    validationError: report?.validationError,
    accuracy: report?.accuracy,
    samplesPerSecond: report?.samplesPerSecond,
    layers: network.layers.map(({ weights, bias }) => ({ weights: weights.slice(), bias: bias?.slice() })),
    visited,
  });

  return {
    number,
    exercise,
    stepsPerEpoch: Math.ceil(samples / batchSize),
    standing,
    async advance(steps, signal) {
      const step = state?.step ?? 0;
      const visited = steps === 1 ? nextBatch({ samples, batchSize, step, from: state?.generator ?? seed }) : undefined;
      const stretch = { epochs: Number.POSITIVE_INFINITY, reportEvery: { steps }, reportState: true, signal, state };
      // a report stands where its step is a multiple of `steps`: the stretch may be shorter, never longer
      for await (report of train(network, training, { ...options, backend, ...stretch })) {
        state = report.state;
        break;
      }
      return standing(visited);
    },
    async move(to) {
      const left = backend;
      backend = to;
      // one whose device is lost may fail at this, too
      await left.close().catch(() => {});
    },
    close: () => backend.close(),
  };
}
