import { type Dense, Network, trace } from "@deltarule/core";

/** Rows that repeat a few different samples: `of[r]` is the sample in row r. Each sample need then be traced only once. */
export interface RepeatedRows {
  readonly inputs: Dense;
  readonly targets: Dense;
  readonly of: Uint32Array;
}

/** The network after steps over the whole of `rows`, in float64: Δw_ji = ε · mean of δ_j a_i over the rows. */
export function trainInFloat64(
  network: Network,
  rows: RepeatedRows,
  { rate, steps }: { readonly rate: number; readonly steps: number },
): Network {
  const { inputs, targets, of } = rows;
  const times = new Uint32Array(inputs.rows);
  for (const s of of) times[s]!++;
  let current = network;
  for (let step = 0; step < steps; step++) {
    const next = Network.from(current.layers);
    for (let s = 0; s < inputs.rows; s++) {
      if (times[s] === 0) continue;
      const { layers } = trace(current, row(inputs, s), row(targets, s), {
        learningRate: (rate * times[s]!) / of.length,
      });
      layers.forEach(({ dw, dbias }, l) => {
        add(next.layers[l]!.weights, dw);
        if (dbias) add(next.layers[l]!.bias!, dbias);
      });
    }
    current = next;
  }
  return current;
}

const row = ({ values, cols }: Dense, r: number) => values.subarray(r * cols, (r + 1) * cols);

function add(sum: Float64Array, terms: Float64Array): void {
  for (let e = 0; e < sum.length; e++) sum[e]! += terms[e]!;
}
