import { createRequire } from "node:module";
import { Architect } from "synaptic";
import { serve } from "../processes/serve.ts";

const version: string = createRequire(import.meta.url)("synaptic/package.json").version;

/** synaptic learns sample by sample; δ at its outputs is t − a, cross-entropy's, and goes back through weights that it has already changed. */
await serve(({ layers, samples, inputs, targets, weights, rate }) => {
  const net = new Architect.Perceptron(...layers);
  const neurons = [net.layers.input, ...net.layers.hidden, net.layers.output].map(({ list }) => list);
  for (const [l, { units, w, b }] of weights.entries()) {
    const below = new Map(neurons[l]!.map((neuron, i) => [neuron, i]));
    for (const [j, neuron] of neurons[l + 1]!.entries()) {
      neuron.bias = b[j]!;
      for (const connection of Object.values(neuron.connections.inputs))
        connection.weight = w[below.get(connection.from)! * units + j]!;
    }
  }
  const rows = Array.from({ length: samples }, (_, r) => ({ x: [...inputs[r]!], t: [...targets[r]!] }));
  return {
    note: `synaptic ${version}, batch 1, float64, cross-entropy at the outputs, δ back through weights already changed`,
    train(epochs) {
      for (let epoch = 0; epoch < epochs; epoch++)
        for (const { x, t } of rows) {
          net.activate(x);
          net.propagate(rate, t);
        }
      return epochs * samples;
    },
    outputs: (input) => net.activate([...input]),
  };
});
