import { createBackend } from "@deltarule/backend-cpu";
import { Network, train } from "@deltarule/core";

const network = Network.create([2, 2, 1], { seed: 1 });
const xor = {
  inputs: [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ],
  targets: [[0], [1], [1], [0]],
};
const backend = await createBackend();
const options = { backend, learningRate: 2, epochs: 5000, until: { error: 0.01 }, reportEvery: { epochs: 100 } };
for await (const { stopped } of train(network, xor, options))
  if (stopped) console.log(stopped, xor.inputs.map((x) => Math.round(network.predict(x)[0])).join(""));
