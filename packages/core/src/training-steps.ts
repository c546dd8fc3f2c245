import type { Arena } from "./arena.ts";
import type { Values } from "./backend.ts";
import { type LayerMatrices, type StepOptions, trainingProgram, upload } from "./backpropagation.ts";
import type { DenseDataset } from "./dataset.ts";
import type { Network } from "./network.ts";
import { uploadTable } from "./predict.ts";
import type { Stretch } from "./schedule.ts";

/** A network in training on a backend: weights, data and programs live there until the arena is freed. */
export interface TrainingSteps {
  readonly layers: readonly LayerMatrices[];
  run(stretch: Stretch): Promise<void>;
  /** Σ E over the samples run since the last call, in float64. */
  takeError(): Promise<number>;
  /** A copy of the weights. */
  weights(): Promise<{ readonly weights: Values; readonly bias: Values | undefined }[]>;
}

/** Programs for whole batches and, where the samples are no multiple of the batch, one for the remainder. */
export function trainingSteps(
  scope: Arena,
  network: Network,
  data: DenseDataset,
  batchSize: number,
  options: StepOptions,
): TrainingSteps {
  const { backend } = scope;
  const layers = upload(scope.matrix, network);
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

  const take = async ({ error }: { error: LayerMatrices["weights"] }) => {
    const sums = backend.read(error);
    // enqueued behind the read, which still gives the sums
    backend.write(error, new Float64Array(error.rows));
    let total = 0;
    for (const e of await sums) total += e;
    return total;
  };

  return {
    layers,
    run: (stretch) => (stretch.remainder && remainder ? remainder : wholeBatch).compiled.run(stretch),
    async takeError() {
      const [whole, rest] = await Promise.all([take(wholeBatch), remainder ? take(remainder) : 0]);
      return whole + rest;
    },
    weights: () =>
      Promise.all(
        layers.map(async ({ weights, bias }) => {
          const reads = [backend.read(weights), bias && backend.read(bias)] as const;
          return { weights: await reads[0], bias: await reads[1] };
        }),
      ),
  };
}
