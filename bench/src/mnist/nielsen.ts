import { type Generator, generator, Network } from "@deltarule/core";

/** The network of chapter 1 of Nielsen, Neural Networks and Deep Learning: squared error, ε 3.0 on the mean of 10 samples. */
export const nielsen = { layers: [784, 30, 10], batchSize: 10, rate: 3 } as const;

/** Weights and biases N(0, 1), as his network.py draws them. */
export function nielsenNetwork(seed: number): Network {
  const random = generator(seed);
  const draw = (count: number) => Float32Array.from({ length: count }, () => normal(random));
  const { layers } = nielsen;
  return Network.from(
    layers.slice(1).map((units, l) => {
      const inputs = layers[l]!;
      return { inputs, units, weights: draw(inputs * units), bias: draw(units) };
    }),
  );
}

/** N(0, 1) by Box and Muller (1958). */
function normal({ uniform }: Generator): number {
  // 1 − u is in (0, 1], where the logarithm is finite
  return Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}
