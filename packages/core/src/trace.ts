import type { Dataset } from "./dataset.ts";
import { dataset } from "./dataset.ts";
import { DeltaruleError } from "./errors.ts";
import { type Layer, type Network, netInput, sigmoid } from "./network.ts";

/** One layer of the derivation for one sample, in float64. I units below, J units here. */
export interface LayerTrace {
  /** a_i of the layer below; also ∂net_j/∂w_ji, the same for every j. I values. */
  readonly dnet_dw: Float64Array;
  /** net_j = Σ_i w_ji a_i + b_j. J values. */
  readonly net: Float64Array;
  /** a_j = 1 / (1 + e^(−net_j)). J values. */
  readonly a: Float64Array;
  /** ∂a_j/∂net_j = a_j (1 − a_j). J values. */
  readonly da_dnet: Float64Array;
  /** ∂E/∂a_k = −(t_k − a_k) at the outputs, ∂E/∂a_j = −Σ_k δ_k w_kj at hidden units. J values. */
  readonly dE_da: Float64Array;
  /** δ_j = −∂E/∂net_j = −∂E/∂a_j · ∂a_j/∂net_j. J values. */
  readonly delta: Float64Array;
  /** Δw_ji = ε δ_j a_i at [i · J + j], as the weights are stored. I × J values. */
  readonly dw: Float64Array;
  /** Δb_j = ε δ_j: a bias is the weight from a unit whose activation is always 1. J values, where the network has biases. */
  readonly dbias: Float64Array | undefined;
}

/** Every quantity of the derivation for one sample. */
export interface Trace {
  readonly sample: Float64Array;
  readonly target: Float64Array;
  readonly learningRate: number;
  /** First hidden layer to output layer. */
  readonly layers: readonly LayerTrace[];
  /** E = ½ Σ_k (t_k − a_k)² */
  readonly E: number;
}

/**
 * One step of the derivation for one sample, all of it kept: forward, error, δ backward, Δw. The network isn't changed.
 * @param sample a_i, I values
 * @param target t_k, K values in [0, 1]
 * @throws DATA_INVALID, OPTION_INVALID
 */
export function trace(
  network: Network,
  sample: ArrayLike<number>,
  target: ArrayLike<number>,
  { learningRate = 1 }: { readonly learningRate?: number } = {},
): Trace {
  if (!(learningRate > 0 && Number.isFinite(learningRate)))
    throw new DeltaruleError(
      "OPTION_INVALID",
      `trace: learningRate is ${learningRate}; expected a positive, finite number`,
    );
  const { sizes } = network;
  const one: Dataset = { inputs: [sample], targets: [target] };
  const { inputs, targets } = dataset(one, { inputs: sizes[0]!, outputs: sizes.at(-1)! }, "trace");
  const input = Float64Array.from(inputs.values);
  const t = Float64Array.from(targets.values);

  const forward: { layer: Layer; dnet_dw: Float64Array; net: Float64Array; a: Float64Array }[] = [];
  for (const layer of network.layers) {
    const below = forward.at(-1)?.a ?? input;
    const net = netInput(layer, below);
    forward.push({ layer, dnet_dw: below, net, a: net.map(sigmoid) });
  }

  const layers: LayerTrace[] = [];
  let dE_da: Float64Array = forward.at(-1)!.a.map((a, k) => -(t[k]! - a));
  for (const { layer, dnet_dw, net, a } of forward.toReversed()) {
    const da_dnet = a.map((a) => a * (1 - a));
    const delta = dE_da.map((slope, j) => -slope * da_dnet[j]!);
    const dw = new Float64Array(layer.weights.length);
    dnet_dw.forEach((a, i) => {
      delta.forEach((d, j) => {
        dw[i * layer.units + j] = learningRate * d * a;
      });
    });
    const dbias = layer.bias && delta.map((d) => learningRate * d);
    layers.unshift({ dnet_dw, net, a, da_dnet, dE_da, delta, dw, dbias });
    dE_da = errorBelow(layer, delta);
  }
  const E = forward.at(-1)!.a.reduce((sum, a, k) => sum + 0.5 * (t[k]! - a) ** 2, 0);
  return { sample: input, target: t, learningRate, layers, E };
}

/** ∂E/∂a_i = −Σ_j δ_j w_ji, for the layer below */
function errorBelow({ inputs, units, weights }: Layer, delta: Float64Array): Float64Array {
  return Float64Array.from({ length: inputs }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < units; j++) sum += delta[j]! * weights[i * units + j]!;
    return -sum;
  });
}
