import { expect, test } from "vitest";
import { createWorkersBackend } from "../src/backend.ts";
import { startThread } from "../src/create.ts";
import type { Thread } from "../src/thread-handle.ts";

type Exposed = Awaited<ReturnType<typeof createWorkersBackend>>;

/** A backend whose threads can be killed. */
async function exposed(threads: number): Promise<{ backend: Exposed; workers: Thread[] }> {
  const workers: Thread[] = [];
  const start = () => {
    const worker = startThread();
    workers.push(worker);
    return worker;
  };
  const backend = await createWorkersBackend({ build: "portable", threads, why: "as asked", cores: 2, start });
  return { backend, workers };
}

/** A run of so many batches that it is under way for seconds. */
function longRun(backend: Exposed): Promise<void> {
  const [a, b, out] = [backend.matrix(64, 64), backend.matrix(64, 64), backend.matrix(64, 64)];
  const compiled = backend.compile({
    batchSize: 1,
    instructions: [
      { op: "matmul", a, b, out },
      { op: "matmul", a: b, b: out, out: a },
    ],
    scratch: new Set(),
  });
  return compiled.run({ order: new Uint32Array(1_000_000), rate: 1 });
}

test("a thread that dies ends the run for all with its number, and the backend is failed for good", async () => {
  const { backend, workers } = await exposed(3);
  const run = longRun(backend);
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
  await workers[0]!.terminate();
  await expect(longRun(backend)).rejects.toMatchObject({ code: "BACKEND_FAILED" });
  await backend.close();
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
