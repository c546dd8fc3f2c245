import { createRequire } from "node:module";
import { NeuralNetwork } from "brain.js";
import { serve } from "../processes/serve.ts";

const version: string = createRequire(import.meta.url)("brain.js/package.json").version;

/** brain.js learns sample by sample; its `train` takes the samples in their order. */
await serve(({ layers, samples, inputs, targets, weights, rate, variant }) => {
  const net = new NeuralNetwork<number[], number[]>({
    inputSize: layers[0]!,
    hiddenLayers: layers.slice(1, -1),
    outputSize: layers.at(-1)!,
    activation: "sigmoid",
  });
  net.sizes = [...layers];
  net.initialize();
  for (const [l, { units, w, b }] of weights.entries()) {
    net.biases[l + 1]!.set(b);
    net.weights[l + 1]!.forEach((toUnit, j) => {
      for (let i = 0; i < toUnit.length; i++) toUnit[i] = w[i * units + j]!;
    });
  }
  // else it measures its error after every epoch
  net.errorCheckInterval = Number.MAX_SAFE_INTEGER;
  // typed arrays would be taken for dictionaries
  const set = Array.from({ length: samples }, (_, r) => ({ input: [...inputs[r]!], output: [...targets[r]!] }));
  // it refuses a momentum of 0; this one is lost in rounding
  const options = { learningRate: rate, momentum: 1e-30, errorThresh: 1e-30, log: false };
  const outputs = (input: Float32Array) => net.run([...input]);
  if (variant === "run")
    return {
      note: `brain.js ${version}, run`,
      train(passes) {
        for (let pass = 0; pass < passes; pass++) for (const { input } of set) net.run(input);
        return passes * samples;
      },
      outputs,
    };
  return {
    note: `brain.js ${version}, batch 1`,
    train(epochs) {
      net.train(set, { ...options, iterations: epochs });
      return epochs * samples;
    },
    outputs,
  };
});
