import { createRequire } from "node:module";
import { dirname, sep } from "node:path";
import * as tf from "@tensorflow/tfjs";
import { setThreadsCount, setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { serve } from "../processes/serve.ts";

/** TensorFlow.js as its users write it: variables, `optimizer.minimize`, `tidy`. */
await serve(async ({ layers, batchSize, samples, inputs, targets, weights, rate, variant = "cpu" }) => {
  if (variant === "wasm") {
    setWasmPaths(dirname(createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm")) + sep);
    // it starts no more than one in Node
    setThreadsCount(1);
  }
  if (!(await tf.setBackend(variant))) throw new Error(`tfjs has no backend ${variant} here`);
  await tf.ready();
  const table = (part: readonly Float32Array[], from: number, count: number) =>
    tf.tensor2d(Float32Array.from(part.slice(from, from + count).flatMap((row) => [...row])), [count, part[0]!.length]);
  const batches = Array.from({ length: Math.floor(samples / batchSize) }, (_, b) => ({
    x: table(inputs, b * batchSize, batchSize),
    t: table(targets, b * batchSize, batchSize),
  }));
  const variables = weights.map(({ inputs, units, w, b }) => ({
    w: tf.variable(tf.tensor2d(w.slice(), [inputs, units])),
    b: tf.variable(tf.tensor1d(b.slice())),
  }));
  const forward = (x: tf.Tensor2D) => {
    let a = x;
    for (const { w, b } of variables) a = tf.sigmoid(tf.add(tf.matMul(a, w), b));
    return a;
  };
  const sgd = tf.train.sgd(rate / batchSize);
  const step = ({ x, t }: { x: tf.Tensor2D; t: tf.Tensor2D }) =>
    tf.tidy(() => {
      sgd.minimize(() => tf.mul(tf.sum(tf.square(tf.sub(forward(x), t))), 0.5).asScalar());
    });
  return {
    note: `tfjs ${tf.version.tfjs} ${tf.getBackend()}, one thread in Node, batch ${batchSize}`,
    async train(epochs) {
      for (let epoch = 0; epoch < epochs; epoch++) for (const batch of batches) step(batch);
      // a queue of kernels, if there is one, ends at a read
      await variables.at(-1)!.b.data();
      return epochs * batches.length * batchSize;
    },
    outputs: (input) => tf.tidy(() => forward(tf.tensor2d(input.slice(), [1, layers[0]!])).dataSync()),
  };
});
