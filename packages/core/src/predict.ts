import { type Arena, arena } from "./arena.ts";
import type { Backend, Facts, Matrix } from "./backend.ts";
import { forwardProgram, type LayerMatrices } from "./backpropagation.ts";
import { checked } from "./checked.ts";
import { type Dense, dense, rowOf, type Samples } from "./dataset.ts";
import { DeltaruleError } from "./errors.ts";
import type { Network } from "./network.ts";
import { type Pace, pace } from "./pace.ts";

export interface PredictOptions {
  readonly backend: Backend;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The output activations of many samples, computed on a backend.
 * @param inputs n samples of I values
 * @returns n rows of K activations
 * @throws DATA_INVALID, BACKEND_FAILED, and the signal's reason when it is aborted
 */
export async function predict(
  network: Network,
  inputs: Samples,
  { backend, signal }: PredictOptions,
): Promise<Float64Array[]> {
  const table = dense(inputs, network.sizes[0]!);
  const scope = arena(checked(backend));
  try {
    const layers = network.layers.map(({ inputs, units, weights, bias }) => ({
      weights: scope.matrix(inputs, units, weights),
      bias: bias && scope.matrix(1, units, bias),
    }));
    const outputs = await forwardPass(scope, layers, table)(pace(), signal);
    return Array.from({ length: outputs.rows }, (_, r) => Float64Array.from(rowOf(outputs, r)));
  } finally {
    scope.free();
  }
}

/** The forward pass over a fixed table: a_k of every sample, n × K, with the weights that the layers hold when it is called. */
export type ForwardPass = (pace: Pace, signal?: AbortSignal) => Promise<Dense>;

export function forwardPass(
  scope: Arena,
  layers: readonly Pick<LayerMatrices, "weights" | "bias">[],
  inputs: Dense,
): ForwardPass {
  const source = uploadTable(scope, inputs, "inputs");
  const chunk = Math.min(inputs.rows, chunkRows(layers));
  const { program, outputs } = forwardProgram(scope.matrix, layers, source, chunk);
  const compiled = scope.compile(program);
  const units = outputs.cols;
  return async ({ breathe }, signal) => {
    const values = new Float64Array(inputs.rows * units);
    const order = new Uint32Array(chunk);
    for (let from = 0; from < inputs.rows; from += chunk) {
      signal?.throwIfAborted();
      const rows = Math.min(chunk, inputs.rows - from);
      // a last chunk that isn't full repeats its first row, and nobody looks at the repeats
      for (let r = 0; r < chunk; r++) order[r] = from + (r < rows ? r : 0);
      await compiled.run({ order, rate: 0 });
      values.set((await scope.backend.read(outputs)).subarray(0, rows * units), from * units);
      await breathe();
    }
    return { rows: inputs.rows, cols: units, values };
  };
}

/** Rows a chunk: some forty million multiply-adds, a few milliseconds; fewer rows than 32 would read the weights too often. */
function chunkRows(layers: readonly Pick<LayerMatrices, "weights">[]): number {
  const weights = layers.reduce((sum, { weights }) => sum + weights.rows * weights.cols, 0);
  return Math.max(32, Math.min(1024, Math.floor(4e7 / weights)));
}

const largest: Record<Facts["precision"], number> = {
  f16: 65504,
  f32: (2 - 2 ** -23) * 2 ** 127,
  f64: Number.MAX_VALUE,
};

/** A table in the backend's memory; a value too large for its precision would become an infinity there. */
export function uploadTable({ backend, matrix }: Arena, { rows, cols, values }: Dense, name: string): Matrix {
  const { precision } = backend.facts;
  const bad = values.findIndex((x) => Math.abs(x) > largest[precision]);
  if (bad >= 0)
    throw new DeltaruleError(
      "DATA_INVALID",
      `${name}: row ${Math.floor(bad / cols)}, column ${bad % cols} is ${values[bad]}; expected at most ${largest[precision]}, ` +
        `the largest ${precision} number of the backend ${backend.name}: scale the inputs`,
    );
  return matrix(rows, cols, values);
}
