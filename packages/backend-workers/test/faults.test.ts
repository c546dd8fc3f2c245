import { expect, test, vi } from "vitest";
import { thread } from "#thread-text";
import { createPool } from "../src/pool.ts";
import { startThread } from "../src/start-thread.ts";
import { compileLong, createSplit, exposed } from "./split.ts";

// a run of so many batches is under way for minutes
const ENDLESS = 1_000_000;

test("a thread that dies ends the run for all with its number, and the backend is failed for good", async () => {
  const { backend, workers } = await exposed(3);
  const run = compileLong(backend)(ENDLESS);
  const read = backend.read(backend.matrix(1, 1));
  void workers[1]!.terminate();
  const failure = { code: "BACKEND_FAILED", message: "workers: thread 1 of 3 ended with code 1" };
  await expect(run).rejects.toMatchObject(failure);
  await expect(read).rejects.toMatchObject(failure);
  await expect(backend.read(backend.matrix(1, 1))).rejects.toMatchObject(failure);
  backend.free(backend.matrix(1, 1));
  await backend.close();
});

test("a thread that dies between two runs fails the next one", async () => {
  const { backend, workers } = await exposed(2);
  const run = compileLong(backend);
  await run(2);
  await workers[0]!.terminate();
  await expect(run(2)).rejects.toMatchObject({
    code: "BACKEND_FAILED",
    message: expect.stringMatching(/^workers: thread 0 of 2 ended/),
  });
  await backend.close();
});

test("a thread that falls silent without a word, while the others wait at a barrier, is taken for dead", async () => {
  // starts as a thread does and then hears nothing, as one that a browser has ended
  const mute = `import { parentPort } from "node:worker_threads"; parentPort.on("message", (m) => { if ("module" in m) parentPort.postMessage({ done: true }); });`;
  // the rehearsal at start is a run already
  await expect(exposed(3, (number) => startThread(number === 2 ? mute : thread))).rejects.toMatchObject({
    code: "BACKEND_FAILED",
    message: "workers: thread 2 of 3 died: it has been silent for 5.0 s",
  });
});

test("an instruction that throws in a thread ends the run with its cause", async () => {
  const { backend } = await exposed(2);
  const [source, out] = [backend.matrix(1, 400), backend.matrix(16, 400)];
  const compiled = backend.compile({
    batchSize: 16,
    instructions: [{ op: "gather", source, out }],
    scratch: new Set(),
  });
  // far outside the memory: unchecked, the kernels trap
  await expect(compiled.run({ order: new Uint32Array(16).fill(2_000_000), rate: 1 })).rejects.toMatchObject({
    code: "BACKEND_FAILED",
    message: expect.stringMatching(/^workers: thread [01] of 2 threw: /),
    cause: expect.objectContaining({ message: "memory access out of bounds" }),
  });
  await backend.close();
});

test("a thread that doesn't start is named, with the cause", async () => {
  await expect(
    exposed(3, (number) => startThread(number === 1 ? "throw new Error('no such thing')" : thread)),
  ).rejects.toMatchObject({
    code: "BACKEND_FAILED",
    message: "workers: thread 1 of 3 died: no such thing",
  });
});

test("a thread that can't even be made is named, with the cause", async () => {
  const start = (number: number) => {
    if (number === 1) throw new Error("too many threads");
    return startThread(thread);
  };
  await expect(exposed(2, start)).rejects.toMatchObject({
    code: "BACKEND_FAILED",
    message: "workers: thread 1 of 2 can't be started: too many threads",
  });
});

test("a thread whose kernels can't be made is named, with the cause", async () => {
  const module = new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
  await expect(createPool(1, { module, memory }, () => startThread(thread))).rejects.toMatchObject({
    code: "BACKEND_FAILED",
    message: "workers: thread 0 of 1 threw: the WebAssembly module exports no execute",
  });
});

test("memory that can't grow fails the call that needs it, which changes nothing: the backend goes on", async () => {
  const backend = await createSplit(2);
  const run = compileLong(backend);
  await run(3);
  const grow = vi.spyOn(WebAssembly.Memory.prototype, "grow").mockImplementation(() => {
    throw new RangeError("the machine has no more");
  });
  try {
    const failure = {
      code: "BACKEND_FAILED",
      message: expect.stringMatching(/^workers: no memory for sample indices/),
    };
    await expect(run(ENDLESS)).rejects.toMatchObject(failure);
    expect(() => backend.matrix(2000, 2000)).toThrow(/^workers: no memory for a 2000×2000 matrix/);
    await run(3);
  } finally {
    grow.mockRestore();
  }
  await run(ENDLESS / 10_000);
  await backend.close();
});
