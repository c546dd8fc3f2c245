import { createRequire } from "node:module";
import FeedForwardNeuralNetworks from "ml-fnn";
import { serve } from "../processes/serve.ts";

const version: string = createRequire(import.meta.url)("ml-fnn/package.json").version;

/** ml-fnn takes all samples in one step, has softmax outputs, and falls back to tanh whichever activation is asked for. */
await serve(({ layers, samples, inputs, targets, rate }) => {
  const labels = Array.from({ length: samples }, (_, r) => targets[r]!.indexOf(1));
  if (new Set(labels).size !== layers.at(-1))
    throw new Error("ml-fnn has an output unit a class; this network has others");
  const net = new FeedForwardNeuralNetworks({
    hiddenLayers: layers.slice(1, -1),
    // it sums the step over the samples
    learningRate: rate / samples,
    // 0 would mean its default; this one is lost in rounding
    regularization: 1e-30,
    activation: "logistic",
  });
  const rows = Array.from({ length: samples }, (_, r) => [...inputs[r]!]);
  return {
    note: `ml-fnn ${version}, full batch, float64, tanh and softmax`,
    train(epochs) {
      net.iterations = epochs;
      net.train(rows, labels);
      return epochs * samples;
    },
  };
});
