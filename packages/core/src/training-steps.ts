import type { Arena } from "./arena.ts";
import type { Matrix, Values } from "./backend.ts";
import { type LayerMatrices, type StepOptions, trainingProgram, upload } from "./backpropagation.ts";
import type { DenseDataset } from "./dataset.ts";
import type { Network } from "./network.ts";
import { uploadTable } from "./predict.ts";
import type { Stretch } from "./schedule.ts";
import type { LayerValues, TrainingState } from "./training-state.ts";

/** A network in training on a backend: weights, data and programs live there until the arena is freed. */
export interface TrainingSteps {
  readonly layers: readonly LayerMatrices[];
  run(stretch: Stretch): Promise<void>;
  /** Σ E a row of the batches, over those run since the last call. */
  takeErrors(): Promise<Values>;
  /** A copy of the weights. */
  weights(): Promise<LayerValues[]>;
  /** A copy of each weight's last Δw; without momentum there is none to keep. */
  velocity(): Promise<LayerValues[] | undefined>;
}

/** Programs for whole batches and, where the samples are no multiple of the batch, one for the remainder. */
export function trainingSteps(
  scope: Arena,
  network: Network,
  data: DenseDataset,
  batchSize: number,
  options: StepOptions & { readonly state?: Pick<TrainingState, "velocity" | "errors"> | undefined },
): TrainingSteps {
  const { backend } = scope;
  const { momentum, state } = options;
  const layers = upload(scope.matrix, network, state?.velocity);
  const tables = {
    inputs: uploadTable(scope, data.inputs, "data.inputs"),
    targets: uploadTable(scope, data.targets, "data.targets"),
  };
  const steps = (rows: number) => {
    const { program, error } = trainingProgram(scope.matrix, layers, tables, rows, options);
    return { compiled: scope.compile(program), error };
  };
  const wholeBatch = steps(batchSize);
  const rest = data.inputs.rows % batchSize;
  const remainder = rest > 0 ? steps(rest) : undefined;
  const setErrors = (values: Values) => {
    backend.write(wholeBatch.error, values.subarray(0, batchSize));
    if (remainder) backend.write(remainder.error, values.subarray(batchSize));
  };
  if (state && state.errors.rows.length > 0) setErrors(state.errors.rows);

  const read = (pairs: readonly { readonly weights: Matrix; readonly bias: Matrix | undefined }[]) =>
    Promise.all(
      pairs.map(async ({ weights, bias }): Promise<LayerValues> => {
        // both are waited for together: of two that fail neither goes unheard
        const [ofWeights, ofBias] = await Promise.all([backend.read(weights), bias && backend.read(bias)]);
        return { weights: ofWeights, bias: ofBias };
      }),
    );

  return {
    layers,
    run: (stretch) => (stretch.remainder && remainder ? remainder : wholeBatch).compiled.run(stretch),
    async takeErrors() {
      const sums = Promise.all([backend.read(wholeBatch.error), remainder ? backend.read(remainder.error) : []]);
      // enqueued behind the reads, which still give the sums
      setErrors(new Float64Array(batchSize + rest));
      const [ofWhole, ofRest] = await sums;
      const taken = new Float64Array(batchSize + rest);
      taken.set(ofWhole);
      taken.set(ofRest, batchSize);
      return taken;
    },
    weights: () => read(layers),
    velocity: async () =>
      momentum ? read(layers.map(({ weightStep, biasStep }) => ({ weights: weightStep, bias: biasStep }))) : undefined,
  };
}
