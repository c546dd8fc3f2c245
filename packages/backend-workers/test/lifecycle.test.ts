import { createMemory, createWasmBackend } from "@deltarule/backend-cpu/wasm";
import { Network, train } from "@deltarule/core";
import { expect, test } from "vitest";
import { createBackend } from "../src/index.ts";
import { compileLong, createSplit, exposed, type SplitBackend } from "./split.ts";

const data = {
  inputs: Array.from({ length: 64 }, (_, row) =>
    Array.from({ length: 40 }, (_, col) => ((row * 7 + col * 3) % 11) / 11),
  ),
  targets: Array.from({ length: 64 }, (_, row) => [row % 2]),
};
const create = () => Network.create([40, 30, 1], { seed: 1 });

test("close waits for the run that is under way", async () => {
  const backend = await createSplit(2);
  let finished = false;
  const run = compileLong(backend)(1000).then(() => {
    finished = true;
  });
  await backend.close();
  expect(finished).toBe(true);
  await run;
});

test("close ends the threads, also when it is called twice", async () => {
  const { backend, workers } = await exposed(2);
  let ended = 0;
  for (const worker of workers) worker.on("exit", () => ended++);
  await Promise.all([backend.close(), backend.close()]);
  expect(ended).toBe(2);
});

test("close works after a thread has died in a run", async () => {
  const { backend, workers } = await exposed(2);
  const run = compileLong(backend)(1_000_000);
  void workers[0]!.terminate();
  await expect(run).rejects.toMatchObject({ code: "BACKEND_FAILED" });
  await backend.close();
});

test("a training that is aborted while a run is under way ends with the last step, and the backend goes on", async () => {
  const backend = await createSplit(2);
  const abort = new AbortController();
  const options = {
    backend,
    learningRate: 0.5,
    epochs: 1_000_000,
    batchSize: 16,
    reportEvery: { epochs: 1_000_000 },
    signal: abort.signal,
  };
  setTimeout(() => abort.abort(), 100);
  const reports = [];
  for await (const report of train(create(), data, options)) reports.push(report);
  expect(reports).toMatchObject([{ stopped: "aborted" }]);
  await compileLong(backend)(3);
  await backend.close();
});

test("a training whose thread dies throws, and the network keeps the last report's weights", async () => {
  const { backend, workers } = await exposed(2);
  const network = create();
  let reports = 0;
  let kept: unknown;
  const training = async () => {
    for await (const _ of train(network, data, { backend, learningRate: 0.5, epochs: 1_000_000, batchSize: 16 })) {
      if (++reports === 3) void workers[1]!.terminate();
      kept = structuredClone(network.layers);
    }
  };
  await expect(training()).rejects.toMatchObject({
    code: "BACKEND_FAILED",
    message: expect.stringMatching(/thread 1 of 2/),
  });
  expect(network.layers).toEqual(kept);
  await backend.close();
});

test("many backends train at once, each as cpu does", async () => {
  const trained = async (backend: SplitBackend) => {
    const network = create();
    for await (const _ of train(network, data, { backend, learningRate: 0.5, epochs: 20, batchSize: 16 }));
    await backend.close();
    return network.layers;
  };
  const expected = await trained(await createWasmBackend("portable", createMemory()));
  const all = await Promise.all(Array.from({ length: 6 }, async (_, at) => trained(await createSplit(1 + (at % 3)))));
  for (const layers of all) expect(layers).toEqual(expected);
});

test("options that make no sense are refused", async () => {
  for (const threads of [0, -1, 1.5, 5000])
    await expect(createBackend({ threads })).rejects.toMatchObject({
      code: "OPTION_INVALID",
      message: `workers: threads is ${threads}; expected a whole number from 1 to 1024`,
    });
  const options: object = { arithmetic: "quick" };
  await expect(createBackend(options)).rejects.toMatchObject({
    code: "OPTION_INVALID",
    message: 'workers: arithmetic is "quick"; expected "fast" or "portable"',
  });
});
