// The training whose bits are promised: the same in every engine, on cpu and on any number of threads. It imports packages as users do,
// so that it runs from wherever they are installed, in Node and in pages.
import { createBackend as createCpu } from "@deltarule/backend-cpu";
import { createBackend as createWorkers } from "@deltarule/backend-workers";
import { Network, train } from "@deltarule/core";

/** SHA-256 of all weights and biases at the start and after each epoch, little-endian float64, of both networks in turn. */
export const expected = "53d3503195053ba8794c78e1f128eb58f3a1b9d7cbfd35eaaf454f07c32dff97";

const backends = {
  cpu: () => createCpu({ arithmetic: "portable" }),
  ...Object.fromEntries(
    [1, 2, 3, 4].map((threads) => [
      `workers, up to ${threads}`,
      () => createWorkers({ threads, arithmetic: "portable" }),
    ]),
  ),
};

/** The hash that each backend comes to. */
export async function hashes() {
  const found = {};
  for (const [name, create] of Object.entries(backends)) {
    const backend = await create();
    // one that is unrolled, and one that is long enough for threads to share
    const history = [
      ...(await weights(backend, [4, 10, 3], 16, "xavier")),
      ...(await weights(backend, [196, 300, 10], 128, { normal: 0.1 })),
    ];
    await backend.close();
    found[name] = await hash(Float64Array.from(history));
  }
  return found;
}

async function weights(backend, sizes, batchSize, init) {
  const samples = 2 * batchSize + 3;
  const table = (cols, step) =>
    Array.from({ length: samples }, (_, row) =>
      Array.from({ length: cols }, (_, col) => ((row * step + col) % 13) / 13),
    );
  const data = { inputs: table(sizes[0], 7), targets: table(sizes.at(-1), 3) };
  const network = Network.create(sizes, { seed: 1, init });
  const parameters = () => network.layers.flatMap(({ weights, bias }) => [...weights, ...bias]);
  const history = [parameters()];
  const options = { backend, batchSize, average: true, momentum: 0.9, learningRate: 0.5, epochs: 5, seed: 1 };
  for await (const _ of train(network, data, options)) history.push(parameters());
  return history.flat();
}

async function hash(numbers) {
  const digest = await crypto.subtle.digest("SHA-256", numbers);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
