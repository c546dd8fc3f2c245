// Chooses a backend for a network, in a process that does nothing else, and writes its name and why.
import { chooseBackend } from "@deltarule/backends";
import { Network } from "@deltarule/core";

const [layers = "", batchSize, samples] = process.argv.slice(2);
const network = Network.create(layers.split("-").map(Number), { seed: 1 });
const { backend, name, why } = await chooseBackend("auto", {
  network,
  batchSize: Number(batchSize),
  samples: Number(samples),
});
console.log(`took ${name}, ${why}`);
await backend.close();
