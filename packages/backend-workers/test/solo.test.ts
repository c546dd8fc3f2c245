import { createWasmBackend, moduleOf } from "@deltarule/backend-cpu/wasm";
import { describeConformance } from "@deltarule/conformance/vitest";
import { Network, train } from "@deltarule/core";
import { expect, test, vi } from "vitest";
import { thread } from "#solo-thread-text";
import { createSoloBackend } from "../src/solo/backend.ts";
import { startThread } from "../src/start-thread.ts";
import type { Thread } from "../src/thread-handle.ts";

const create = async (start?: () => Thread) =>
  createSoloBackend({
    build: "portable",
    module: await moduleOf("portable", { shared: false }),
    why: "in a test",
    ...(start ? { start } : {}),
  });

const data = {
  inputs: [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ],
  targets: [[0], [1], [1], [0]],
};
const options = { learningRate: 1, epochs: 1000, reportEvery: { epochs: 100 }, momentum: 0.9 };

describeConformance("workers on one thread of its own", () => create());

test("it says that there is one thread and why", async () => {
  const { facts, close } = await create();
  expect(facts.device).toBe("WebAssembly SIMD (portable), 1 thread: in a test");
  await close();
});

test("it trains with the bits of cpu", async () => {
  const trained = async (
    backend: Awaited<ReturnType<typeof create>> | Awaited<ReturnType<typeof createWasmBackend>>,
  ) => {
    const network = Network.create([2, 2, 1], { seed: 1 });
    for await (const _ of train(network, data, { ...options, backend }));
    await backend.close();
    return network.layers;
  };
  expect(await trained(await create())).toEqual(await trained(await createWasmBackend("portable")));
});

test("its thread's death fails what waits and whatever is asked later; free and close work", async () => {
  let started: Thread | undefined;
  const backend = await create(() => {
    started = startThread(thread);
    return started;
  });
  const m = backend.matrix(1, 1);
  const read = backend.read(m);
  await started!.terminate();
  const failure = { code: "BACKEND_FAILED", message: "workers: its thread ended with code 1" };
  await expect(Promise.allSettled([read])).resolves.toHaveLength(1);
  await expect(backend.read(m)).rejects.toMatchObject(failure);
  backend.free(m);
  await backend.close();
});

test("memory that can't grow in the thread is BACKEND_FAILED at the next question, with its size", async () => {
  const backend = await create();
  const m = backend.matrix(40_000, 40_000);
  await expect(backend.read(m)).rejects.toMatchObject({
    code: "BACKEND_FAILED",
    message: expect.stringMatching(/^workers: no memory for a 40000×40000 matrix \(6400000000 bytes\)/),
  });
  await backend.close();
});

test("a thread that doesn't start is BACKEND_FAILED with the cause", async () => {
  await expect(create(() => startThread("throw new Error('no such thing')"))).rejects.toMatchObject({
    code: "BACKEND_FAILED",
    message: "workers: its thread died: no such thing",
  });
});

test("a thread that can't even be made is BACKEND_FAILED with the cause", async () => {
  const start = () => {
    throw new Error("too many threads");
  };
  await expect(create(start)).rejects.toMatchObject({
    code: "BACKEND_FAILED",
    message: "workers: its thread can't be started: too many threads",
    cause: expect.objectContaining({ message: "too many threads" }),
  });
});

test("a thread that starts and never answers is BACKEND_FAILED after ten seconds, and is ended", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    let mute: Thread | undefined;
    const created = create(() => {
      mute = startThread(`import { parentPort } from "node:worker_threads"; parentPort.on("message", () => {});`);
      return mute;
    });
    const failure = expect(created).rejects.toMatchObject({
      code: "BACKEND_FAILED",
      message: "workers: its thread hasn't started within 10 s",
    });
    while (!mute) await new Promise(setImmediate);
    const ended = new Promise((resolve) => mute!.on("exit", resolve));
    vi.advanceTimersByTime(10_000);
    await failure;
    await ended;
  } finally {
    vi.useRealTimers();
  }
});
