import * as tf from "@tensorflow/tfjs";
import type { Learner, LoadedTask } from "../processes/serve.ts";

/** TensorFlow.js as its users write it, on the backend that was chosen: variables, `optimizer.minimize`, `tidy`. */
export function tfjsLearner(
  { layers, batchSize, samples, inputs, targets, weights, rate }: LoadedTask,
  note: string,
): Learner {
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
    note,
    async train(epochs) {
      for (let epoch = 0; epoch < epochs; epoch++) for (const batch of batches) step(batch);
      // a queue of kernels, if there is one, ends at a read
      await variables.at(-1)!.b.data();
      return epochs * batches.length * batchSize;
    },
    async outputs(input) {
      const a = tf.tidy(() => forward(tf.tensor2d(input.slice(), [1, layers[0]!])));
      const values = await a.data();
      a.dispose();
      return values;
    },
  };
}
