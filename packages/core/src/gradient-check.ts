import { type Dataset, dataset, rowOf } from "./dataset.ts";
import { Network } from "./network.ts";
import { trace } from "./trace.ts";

/** The gradient of one layer's weights and biases, summed over the samples. */
export interface LayerGradient {
  /** ∂E/∂w_ji at [i · J + j], I × J. */
  readonly weights: Float64Array;
  /** ∂E/∂b_j, J values. */
  readonly bias: Float64Array | undefined;
}

export interface GradientCheck {
  /** ‖analytic − numeric‖ / (‖analytic‖ + ‖numeric‖), over all weights and biases; 0 when both are 0. */
  readonly relativeError: number;
  /** By the δ rule: ∂E/∂w_ji = −δ_j a_i. */
  readonly analytic: readonly LayerGradient[];
  /** By central differences: (E(w + h) − E(w − h)) / 2h. */
  readonly numeric: readonly LayerGradient[];
}

/**
 * The δ rule against central differences, in float64: below 1e-7 the derivation's gradient is right.
 * @param h the step of the differences; the default balances its truncation error (h²) against rounding (2⁻⁵³ / h)
 * @throws DATA_INVALID
 */
export function checkGradient(
  network: Network,
  data: Dataset,
  { h = 1e-5 }: { readonly h?: number } = {},
): GradientCheck {
  const { inputs, targets } = dataset(data, { inputs: network.sizes[0]!, outputs: network.sizes.at(-1)! });
  const rows = Array.from({ length: inputs.rows }, (_, r) => ({ sample: rowOf(inputs, r), target: rowOf(targets, r) }));

  const analytic = network.layers.map(empty);
  for (const { sample, target } of rows)
    trace(network, sample, target).layers.forEach(({ delta, dnet_dw }, l) => {
      const { weights, bias } = analytic[l]!;
      dnet_dw.forEach((a, i) => {
        delta.forEach((d, j) => {
          weights[i * delta.length + j]! -= d * a;
        });
      });
      delta.forEach((d, j) => {
        if (bias) bias[j]! -= d;
      });
    });

  const probe = Network.from(network.layers);
  const totalError = () =>
    rows.reduce((sum, { sample, target }) => sum + halfSquares(probe.predict(sample), target), 0);
  const slopes = (parameters: Float64Array) =>
    parameters.map((w, at) => {
      parameters[at] = w + h;
      const up = totalError();
      parameters[at] = w - h;
      const down = totalError();
      parameters[at] = w;
      return (up - down) / (2 * h);
    });
  const numeric = probe.layers.map(({ weights, bias }) => ({ weights: slopes(weights), bias: bias && slopes(bias) }));

  const x = flat(analytic);
  const y = flat(numeric);
  const scale = norm(x) + norm(y);
  const difference = norm(x.map((g, at) => g - y[at]!));
  return { relativeError: scale === 0 ? 0 : difference / scale, analytic, numeric };
}

const empty = ({ weights, bias }: LayerGradient): LayerGradient => ({
  weights: new Float64Array(weights.length),
  bias: bias && new Float64Array(bias.length),
});

/** E = ½ Σ_k (t_k − a_k)² */
const halfSquares = (a: Float64Array, t: ArrayLike<number>) => a.reduce((sum, a, k) => sum + 0.5 * (t[k]! - a) ** 2, 0);
const flat = (layers: readonly LayerGradient[]) => layers.flatMap(({ weights, bias }) => [...weights, ...(bias ?? [])]);
const norm = (values: readonly number[]) => Math.hypot(...values);
