import { type Dense, type Facts, generator, type Network } from "@deltarule/core";
import type { Proof } from "./candidate.ts";
import { type Exercise, randomData } from "./exercise.ts";
import { type RepeatedRows, trainInFloat64 } from "./oracle.ts";
import { type Comparison, roundoff, verdict } from "./verdict.ts";

/** What a candidate must do to be believed: `steps` steps of ε on the mean, each over all of `data`. */
export interface Task {
  readonly network: Network;
  readonly data: Exercise["data"];
  readonly rate: number;
  readonly steps: number;
}

const STEPS = 2;
const DISTINCT = 8;

/**
 * Trains the exercise's network for two steps on a batch of its size, and compares every weight with float64.
 *
 * With k the longest sum, n roundings that fall to either side accumulate like √k · u (Higham and Mary 2019); with a factor of 64 for the
 * cancellation in Σ_k δ_k w_kj, a weight may be off by 64 √k u for each layer, relative to its layer's largest change, plus two
 * roundings of the weight itself a step. A missing row or column is thousands of times as far off.
 */
export async function prove(
  { network, layers, batchSize, learningRate, seed }: Exercise,
  precision: Facts["precision"],
  carryOut: (task: Task) => Promise<Network>,
): Promise<Proof> {
  const u = roundoff[precision];
  const rows = repeatedRows(layers, batchSize, seed);
  const task = { network: network(), data: spreadOut(rows), rate: learningRate, steps: STEPS };
  const before = network();
  const expected = trainInFloat64(before, rows, task);
  const got = await carryOut(task);

  const tolerance = 64 * Math.sqrt(Math.max(batchSize, ...layers)) * u * (layers.length - 1);
  const compare = (what: string, w: Float64Array, initial: Float64Array, found: Float64Array): Comparison => {
    const change = largest(w, (x, e) => x - initial[e]!);
    const allowed = tolerance * change + STEPS * 2 * u * largest(w, (x) => x);
    return { what, off: largest(w, (x, e) => found[e]! - x), allowed };
  };
  const comparisons = expected.layers.flatMap((layer, l) => {
    const [initial, found] = [before.layers[l]!, got.layers[l]!];
    const weights = compare(`a weight of layer ${l + 1}`, layer.weights, initial.weights, found.weights);
    if (!layer.bias || !initial.bias || !found.bias) return [weights];
    return [weights, compare(`a bias of layer ${l + 1}`, layer.bias, initial.bias, found.bias)];
  });
  return verdict(`after ${STEPS} steps`, comparisons);
}

/** A batch of the exercise's size made of few samples, so that the oracle's work stays small on the largest network. */
function repeatedRows(layers: readonly number[], batchSize: number, seed: number): RepeatedRows {
  const distinct = Math.min(batchSize, DISTINCT);
  const { integer } = generator(seed + 1);
  const of = Uint32Array.from({ length: batchSize }, (_, r) => (r < distinct ? r : integer(distinct)));
  return { ...randomData(distinct, layers[0]!, layers.at(-1)!, seed + 2), of };
}

function spreadOut({ inputs, targets, of }: RepeatedRows): Exercise["data"] {
  const table = ({ cols, values }: Dense): Dense => {
    const all = new Float32Array(of.length * cols);
    of.forEach((s, r) => {
      all.set(values.subarray(s * cols, (s + 1) * cols), r * cols);
    });
    return { rows: of.length, cols, values: all };
  };
  return { inputs: table(inputs), targets: table(targets) };
}

/** max |f|, NaN if any of them is. */
function largest(values: Float64Array, f: (x: number, e: number) => number): number {
  let most = 0;
  for (let e = 0; e < values.length && !Number.isNaN(most); e++) {
    const x = Math.abs(f(values[e]!, e));
    if (!(x <= most)) most = x;
  }
  return most;
}
