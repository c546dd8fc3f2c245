// from the first line of a fresh process to the first step of W2; the network and the rows are W2's
const began = performance.now();
const { Network, train } = await import("@deltarule/core");
const { createBackend } = await import("@deltarule/backend-cpu");
const backend = await createBackend();
const network = Network.create([4, 10, 3], { seed: 1 });
const data = { inputs: [[0.1, 0.2, 0.3, 0.4]], targets: [[1, 0, 0]] };
for await (const _ of train(network, data, { backend, learningRate: 0.1, epochs: 1 }));
console.log(`took ${performance.now() - began}`);
await backend.close();

export {};
