// the same in TensorFlow.js's layers API on its cpu backend
const began = performance.now();
const tf = await import("@tensorflow/tfjs");
await tf.setBackend("cpu");
const model = tf.sequential({
  layers: [
    tf.layers.dense({ units: 10, activation: "sigmoid", inputShape: [4] }),
    tf.layers.dense({ units: 3, activation: "sigmoid" }),
  ],
});
model.compile({ optimizer: tf.train.sgd(0.1), loss: "meanSquaredError" });
await model.trainOnBatch(tf.tensor2d([[0.1, 0.2, 0.3, 0.4]]), tf.tensor2d([[1, 0, 0]]));
console.log(`took ${performance.now() - began}`);

export {};
