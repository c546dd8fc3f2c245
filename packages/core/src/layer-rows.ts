import type { Values } from "./backend.ts";
import { finite, list, record } from "./json-reading.ts";

/** One number a weight and bias of each layer, as a model file holds them: I rows of J numbers, and J numbers or null. */

interface LayerOf<V> {
  readonly weights: V;
  readonly bias: V | undefined;
}

export const layerRows = (sizes: readonly number[], layers: readonly LayerOf<Values>[]) =>
  layers.map(({ weights, bias }, l) => {
    const [I, J] = [sizes[l]!, sizes[l + 1]!];
    return {
      weights: Array.from({ length: I }, (_, i) => Array.from(weights.subarray(i * J, (i + 1) * J))),
      bias: bias ? Array.from(bias) : null,
    };
  });

/** @throws MODEL_INVALID */
export function parseLayerRows(value: unknown, name: string, sizes: readonly number[]): LayerOf<number[]>[] {
  const entries = (value: unknown, name: string, is: number) => list(value, name, { is, as: "as sizes says" });
  const numbers = (value: unknown, name: string, length: number) =>
    entries(value, name, length).map((x, at) => finite(x, `${name}[${at}]`));
  return entries(value, name, sizes.length - 1).map((layer, l) => {
    const [I, J] = [sizes[l]!, sizes[l + 1]!];
    const { weights, bias = null } = record(layer, `${name}[${l}]`);
    const rows = entries(weights, `${name}[${l}].weights`, I).map((row, i) =>
      numbers(row, `${name}[${l}].weights[${i}]`, J),
    );
    return { weights: rows.flat(), bias: bias === null ? undefined : numbers(bias, `${name}[${l}].bias`, J) };
  });
}
