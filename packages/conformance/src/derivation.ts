/**
 * The derivation in float64, sample by sample and unit by unit: activation forward, error at the outputs, error carried back,
 * weight change. It shares nothing with the trainer's instructions, so it can tell a wrong instruction from a wrong kernel.
 */

/** Weights to a layer of J units from I: w_ji at [i · J + j]. */
export interface Weights {
  readonly inputs: number;
  readonly units: number;
  readonly weights: Float64Array;
  readonly bias: Float64Array | undefined;
}

export interface Sample {
  readonly input: ArrayLike<number>;
  readonly target: ArrayLike<number>;
}

/** net_j = Σ_i w_ji a_i + b_j, a_j = 1 / (1 + e^(−net_j)): the activations of each layer, the input first. */
export function activations(layers: readonly Weights[], input: ArrayLike<number>): Float64Array[] {
  const a = [Float64Array.from(input)];
  for (const { inputs, units, weights, bias } of layers) {
    const below = a.at(-1)!;
    const above = new Float64Array(units);
    for (let j = 0; j < units; j++) {
      let net = bias ? bias[j]! : 0;
      for (let i = 0; i < inputs; i++) net += weights[i * units + j]! * below[i]!;
      above[j] = 1 / (1 + Math.exp(-net));
    }
    a.push(above);
  }
  return a;
}

/** E = ½ Σ_k (t_k − a_k)², summed over the samples. */
export function errorOf(layers: readonly Weights[], samples: readonly Sample[]): number {
  let sum = 0;
  for (const { input, target } of samples)
    activations(layers, input)
      .at(-1)!
      .forEach((a, k) => {
        sum += 0.5 * (target[k]! - a) ** 2;
      });
  return sum;
}

/** −∂E/∂w_ji = δ_j a_i and −∂E/∂b_j = δ_j, summed over the samples. */
export function descent(layers: readonly Weights[], samples: readonly Sample[]): Weights[] {
  const sums = layers.map(zeros);
  for (const { input, target } of samples) {
    const a = activations(layers, input);
    // δ_k = (t_k − a_k) a_k (1 − a_k)
    let delta = a.at(-1)!.map((ak, k) => (target[k]! - ak) * ak * (1 - ak));
    for (let l = layers.length - 1; l >= 0; l--) {
      const { inputs, units, weights } = layers[l]!;
      const sum = sums[l]!;
      const below = a[l]!;
      const deltaBelow = new Float64Array(inputs);
      for (let i = 0; i < inputs; i++) {
        // δ_j = (Σ_k δ_k w_kj) a_j (1 − a_j)
        let error = 0;
        for (let j = 0; j < units; j++) {
          error += delta[j]! * weights[i * units + j]!;
          sum.weights[i * units + j]! += delta[j]! * below[i]!;
        }
        deltaBelow[i] = error * below[i]! * (1 - below[i]!);
      }
      if (sum.bias) for (let j = 0; j < units; j++) sum.bias[j]! += delta[j]!;
      delta = deltaBelow;
    }
  }
  return sums;
}

/** Δw ← ε·(−∂E/∂w) + α·Δw, w ← w + Δw: the weights and the steps after one batch. */
export function trainingStep(
  layers: readonly Weights[],
  steps: readonly Weights[],
  samples: readonly Sample[],
  { rate, momentum, average }: { readonly rate: number; readonly momentum: number; readonly average: boolean },
): { layers: Weights[]; steps: Weights[] } {
  const epsilon = average ? rate / samples.length : rate;
  const next = combine(descent(layers, samples), epsilon, steps, momentum);
  return { layers: combine(layers, 1, next, 1), steps: next };
}

export const zeros = ({ inputs, units, bias }: Weights): Weights => ({
  inputs,
  units,
  weights: new Float64Array(inputs * units),
  bias: bias && new Float64Array(units),
});

/** p·x + q·y, layer by layer. */
function combine(x: readonly Weights[], p: number, y: readonly Weights[], q: number): Weights[] {
  const mixed = (a: Float64Array, b: Float64Array) => a.map((value, e) => p * value + q * b[e]!);
  return x.map((layer, l) => {
    const other = y[l]!;
    return {
      ...layer,
      weights: mixed(layer.weights, other.weights),
      bias: layer.bias && other.bias && mixed(layer.bias, other.bias),
    };
  });
}
