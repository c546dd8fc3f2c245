import type { Layer } from "@deltarule/core";

/** The weights of a layer at a glance; biases are weights too, from a unit whose activation is always 1. */
export interface LayerSummary {
  /** J */
  readonly units: number;
  /** I · J, and J biases where there are any. */
  readonly weights: number;
  readonly biases: number;
  readonly min: number;
  readonly max: number;
  /** √(Σ w²) */
  readonly norm: number;
}

export function summarise({ units, weights, bias = new Float64Array(0) }: Layer): LayerSummary {
  let [min, max, squares] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (const values of [weights, bias])
    for (const w of values) {
      min = Math.min(min, w);
      max = Math.max(max, w);
      squares += w ** 2;
    }
  return { units, weights: weights.length + bias.length, biases: bias.length, min, max, norm: Math.sqrt(squares) };
}

/** "hidden 1", …, "output", in the order of the layers. */
export const layerName = (l: number, layers: number): string =>
  l === layers - 1 ? "output" : layers === 2 ? "hidden" : `hidden ${l + 1}`;
