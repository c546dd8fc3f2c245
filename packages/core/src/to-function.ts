import { DeltaruleError } from "./errors.ts";
import { isFiniteLayer } from "./finite.ts";
import type { Network } from "./network.ts";

/**
 * A network as the source of a JavaScript module that needs nothing: `import { predict } from "./network.js"`, a_i of one sample in, a_k out.
 * Every weight is written so that it reads back as the same number; outputs are those of `network.predict` up to the rounding of sums.
 * @throws NOT_FINITE: a weight can't be written
 */
export function toFunction({ sizes, layers }: Network): string {
  const written = layers.map((layer, l) => {
    if (!isFiniteLayer(layer))
      throw new DeltaruleError(
        "NOT_FINITE",
        `toFunction: layer ${l + 1} has a weight that is not finite; expected finite weights`,
      );
    const { inputs, units, weights, bias } = layer;
    const rows = Array.from({ length: inputs }, (_, i) => list(weights.subarray(i * units, (i + 1) * units)));
    return `  {\n    w: [\n      ${rows.join(",\n      ")},\n    ],\n    b: ${list(bias ?? new Float64Array(units))},\n  },\n`;
  });
  return `// A network of ${sizes.join("-")} sigmoid units, trained by backpropagation.
// w[i][j] is the weight to unit j from unit i of the layer before, b[j] that from a unit whose activation is always 1.
const layers = [
${written.join("")}];

/** The ${sizes.at(-1)} output activations of one sample, ${sizes[0]} numbers: a_j = 1 / (1 + e^(-net_j)), net_j = sum_i w_ji a_i + b_j. */
export function predict(sample) {
  if (sample.length !== ${sizes[0]}) throw new RangeError(\`\${sample.length} numbers; expected ${sizes[0]}\`);
  let a = sample;
  for (const { w, b } of layers)
    a = b.map((bias, j) => 1 / (1 + Math.exp(-w.reduce((net, row, i) => net + row[j] * a[i], bias))));
  return a;
}
`;
}

const list = (values: Float64Array) => `[${Array.from(values).join(", ")}]`;
