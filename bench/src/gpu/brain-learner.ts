import { NeuralNetworkGPU } from "brain.js";
import type { Learner, LoadedTask } from "../processes/serve.ts";

/**
 * brain.js's network on the GPU learns sample by sample. Its `train` gives the first layer as many inputs as that has units, so its step is
 * called instead, with inputs and targets that are textures, as `train` would have them.
 */
export async function brainLearner({ layers, samples, inputs, targets, weights, rate }: LoadedTask): Promise<Learner> {
  const net = new NeuralNetworkGPU<number[], number[]>({
    inputSize: layers[0]!,
    hiddenLayers: layers.slice(1, -1),
    outputSize: layers.at(-1)!,
    mode: "gpu",
  });
  net.sizes = [...layers];
  // its kernels are built with these
  net.trainOpts = { ...net.trainOpts, activation: "sigmoid", learningRate: rate, momentum: 0 };
  net.initialize();
  for (const [l, { units, w, b }] of weights.entries()) {
    net.biases[l + 1] = b.slice();
    net.weights[l + 1] = Array.from({ length: units }, (_, j) => w.filter((_, e) => e % units === j));
  }
  const resident = (rows: readonly Float32Array[]) => {
    const kernel = net.gpu.createKernel("function (values) { return values[this.thread.x]; }", {
      output: [rows[0]!.length],
      pipeline: true,
      immutable: true,
    });
    return rows.map((row) => kernel(row));
  };
  const [a, t] = [resident(inputs), resident(targets)];
  const outputs = (input: Float32Array) => net.run([...input]);
  return {
    note: "brain.js 2.0.0-beta.24, batch 1, its step in a loop",
    train(epochs) {
      for (let epoch = 0; epoch < epochs; epoch++)
        for (let s = 0; s < samples; s++) Reflect.apply(net.trainPattern, net, [{ input: a[s], output: t[s] }]);
      // the queue ends at a read
      outputs(inputs[0]!);
      return epochs * samples;
    },
    outputs,
  };
}
