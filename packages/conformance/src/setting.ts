import {
  type Backend,
  type Compiled,
  interpret,
  type LayerMatrices,
  type Matrix,
  Network,
  type Program,
  type TrainingProgram,
  trainingProgram,
  upload,
} from "@deltarule/core";
import type { Sample, Weights } from "./derivation.ts";
import { draw } from "./draw.ts";
import type { Contents } from "./oracle.ts";
import { map, type Table, table } from "./reference.ts";
import { exact } from "./tolerance.ts";
import type { Trial } from "./trial.ts";

/** A training task: what it trains, and how. */
export interface Task {
  readonly sizes: readonly number[];
  readonly samples: number;
  readonly batchSize: number;
  readonly rate: number;
  readonly momentum: number;
  readonly average: boolean;
  readonly bias: boolean;
}

/** The task on a backend, with what the oracle holds in each of its matrices. */
export interface Setting {
  readonly task: Task;
  readonly data: readonly Sample[];
  readonly layers: readonly LayerMatrices[];
  /** One for whole batches and, where the samples are no multiple of the batch, one for the remainder; they share the layers. */
  readonly parts: readonly Part[];
  /** What outlives a run, by name: weights, biases, with momentum their steps, and the error of each part. */
  readonly lasting: readonly (readonly [name: string, m: Matrix])[];
  readonly contents: Contents;
}

export interface Part extends TrainingProgram {
  /** The sample indices of one epoch that this part walks, in batches. */
  readonly order: Uint32Array;
}

/** The same seeds, and so the same numbers, for every setting of a task. */
export function settle({ precision, put }: Trial, task: Task): Setting {
  const contents: Contents = new Map();
  const allocate = (rows: number, cols: number, values?: ArrayLike<number>): Matrix => {
    const initial = map(table(rows, cols, values), precision.round);
    const m = put(initial);
    contents.set(m, exact(initial));
    return m;
  };
  const { sizes, samples, batchSize, bias, momentum } = task;
  const network = Network.create(sizes, { seed: 71, init: { uniform: 1 }, bias });
  const inputs = draw(precision, samples, sizes[0]!, { seed: 72 });
  const targets = draw(precision, samples, sizes.at(-1)!, { seed: 73, from: 0 });
  const data = { inputs: allocate(...content(inputs)), targets: allocate(...content(targets)) };
  const layers = upload(allocate, network);

  const remainder = samples % batchSize;
  const order = Uint32Array.from({ length: samples }, (_, s) => (5 * s + 3) % samples);
  const parts = [
    { n: batchSize, order: order.subarray(0, samples - remainder) },
    { n: remainder, order: order.subarray(samples - remainder) },
  ]
    .filter((part) => part.order.length > 0)
    .map((part) => ({ ...trainingProgram(allocate, layers, data, part.n, task), order: part.order }));

  const lasting: [string, Matrix][] = [];
  layers.forEach(({ weights, bias: b, weightStep, biasStep }, l) => {
    lasting.push([`weights of layer ${l + 1}`, weights]);
    if (b) lasting.push([`bias of layer ${l + 1}`, b]);
    if (momentum) lasting.push([`step of layer ${l + 1}`, weightStep]);
    if (momentum && biasStep) lasting.push([`bias step of layer ${l + 1}`, biasStep]);
  });
  parts.forEach(({ error }, p) => {
    lasting.push([p === 0 ? "error" : "error of the remainder", error]);
  });
  return { task, data: rowsOf(inputs, targets), layers, parts, lasting, contents };
}

/** The backend's own compiled program; where it has none, the interpreter's, as `checked` would do. */
export const compileOn = (backend: Backend, program: Program<Matrix>): Compiled =>
  backend.compile?.(program) ?? interpret(backend, program);

/** The weights as the backend holds them now. */
export const weightsOf = ({ backend }: Trial, layers: readonly LayerMatrices[]): Promise<Weights[]> =>
  readLayers(
    backend,
    layers.map(({ weights, bias }) => ({ weights, bias })),
  );

/** The steps as the backend holds them now. */
export const stepsOf = ({ backend }: Trial, layers: readonly LayerMatrices[]): Promise<Weights[]> =>
  readLayers(
    backend,
    layers.map(({ weightStep, biasStep }) => ({ weights: weightStep, bias: biasStep })),
  );

const readLayers = (backend: Backend, layers: readonly { weights: Matrix; bias: Matrix | undefined }[]) =>
  Promise.all(
    layers.map(async ({ weights, bias }) => ({
      inputs: weights.rows,
      units: weights.cols,
      weights: Float64Array.from(await backend.read(weights)),
      bias: bias && Float64Array.from(await backend.read(bias)),
    })),
  );

const content = ({ rows, cols, values }: Table) => [rows, cols, values] as const;

const rowsOf = (inputs: Table, targets: Table): Sample[] =>
  Array.from({ length: inputs.rows }, (_, r) => ({
    input: inputs.values.subarray(r * inputs.cols, (r + 1) * inputs.cols),
    target: targets.values.subarray(r * targets.cols, (r + 1) * targets.cols),
  }));
