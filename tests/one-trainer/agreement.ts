import { type Backend, type Facts, type Layer, Network, type TrainingState, train } from "@deltarule/core";

/** One training on two backends; in Node and in a browser, so that plain data comes out. */
export interface Agreement {
  /** After epochs of several batches and a remainder, with momentum. */
  readonly sameBits: boolean;
  /** Likewise, when the second half was trained on the other one. */
  readonly sameBitsSwitched: readonly boolean[];
  /** How far apart one step leaves them, as a fraction of what its roundings may: from the start, and from the other one's state in mid-training. */
  readonly oneStep: readonly number[];
}

const sizes = [5, 9, 4, 3];
const table = (cols: number, step: number) =>
  Array.from({ length: 23 }, (_, r) => Array.from({ length: cols }, (_, c) => ((r * step + c * 5) % 13) / 13));
const data = { inputs: table(sizes[0]!, 7), targets: table(sizes.at(-1)!, 3) };
const rows = data.inputs.length;

interface Trained {
  readonly layers: readonly Layer[];
  readonly state: TrainingState;
}

async function trained(backend: Backend, batchSize: number, epochs: number, state?: TrainingState): Promise<Trained> {
  const network = Network.create(sizes, { seed: 4, init: { uniform: 1 } });
  const setting = { backend, batchSize, momentum: 0.9, learningRate: 0.1, seed: 2, reportState: true };
  let last: TrainingState | undefined;
  for await (const report of train(network, data, { ...setting, epochs, state })) last = report.state;
  return { layers: network.layers, state: last! };
}

/** What two backends make of one training, each of them opened and closed here. */
export async function agreement(
  openOne: () => Promise<Backend>,
  openOther: () => Promise<Backend>,
): Promise<Agreement> {
  const [one, other] = [await openOne(), await openOther()];
  try {
    const [whole, alike] = [await trained(one, 4, 6), await trained(other, 4, 6)];
    const half = [await trained(one, 4, 3), await trained(other, 4, 3)] as const;
    const switched = [await trained(other, 4, 6, half[0].state), await trained(one, 4, 6, half[1].state)];

    const precisions = [one.facts.precision, other.facts.precision];
    const start = Network.create(sizes, { seed: 4, init: { uniform: 1 } }).layers;
    const oneStep = [
      stepApart(start, (await trained(one, rows, 1)).layers, (await trained(other, rows, 1)).layers, {
        rows,
        precisions,
      }),
    ];
    for (const backend of [one, other]) {
      // a step is an epoch here
      const { layers, state } = await trained(backend, rows, 3);
      const [a, b] = [await trained(one, rows, 4, state), await trained(other, rows, 4, state)];
      oneStep.push(stepApart(layers, a.layers, b.layers, { rows, precisions }));
    }
    return {
      sameBits: sameBits(whole.layers, alike.layers),
      sameBitsSwitched: switched.map(({ layers }) => sameBits(whole.layers, layers)),
      oneStep,
    };
  } finally {
    await Promise.all([one.close(), other.close()]);
  }
}

export const sameBits = (a: readonly Layer[], b: readonly Layer[]): boolean =>
  numbers(a).every((w, at) => Object.is(w, numbers(b)[at]));

const numbers = (layers: readonly Layer[]) => layers.flatMap(({ weights, bias }) => [...weights, ...(bias ?? [])]);

const roundoff: Readonly<Record<Facts["precision"], number>> = { f16: 2 ** -11, f32: 2 ** -24, f64: 2 ** -53 };

/**
 * How far two backends are apart after one step from the same weights, as a fraction of what roundings may do.
 *
 * With k the longest sum, n roundings that fall to either side accumulate like √k · u (Higham and Mary 2019); with a factor of 64 for the
 * cancellation in Σ_k δ_k w_kj, each of the two is 64 √k u a layer off, relative to the layer's largest change, and has rounded its weights
 * when they came, when they moved, and when the momentum was added.
 */
export function stepApart(
  before: readonly Layer[],
  a: readonly Layer[],
  b: readonly Layer[],
  { rows, precisions }: { readonly rows: number; readonly precisions: readonly Facts["precision"][] },
): number {
  const longest = Math.max(rows, ...before.flatMap(({ inputs, units }) => [inputs, units]));
  const u = precisions.reduce((sum, precision) => sum + roundoff[precision], 0);
  const fractions = before.map((layer, l) => {
    const [w, x, y] = [layer, a[l]!, b[l]!].map((one) => numbers([one]));
    const most = (f: (at: number) => number) => Math.max(...w!.map((_, at) => Math.abs(f(at))));
    const change = most((at) => x![at]! - w![at]!);
    const allowed = u * (64 * Math.sqrt(longest) * before.length * change + 3 * most((at) => w![at]!));
    return most((at) => x![at]! - y![at]!) / allowed;
  });
  return Math.max(...fractions);
}
