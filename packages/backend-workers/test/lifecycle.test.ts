import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { thread } from "#thread-text";
import { createBackend } from "../src/index.ts";

test("idle threads don't keep the process alive, working ones do", async () => {
  // what the pool does with a thread: unref while it is idle, ref while it works
  const script = `
    import { Worker } from "node:worker_threads";
    const module = new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
    const worker = new Worker(new URL("data:text/javascript," + ${JSON.stringify(encodeURIComponent(thread))}));
    worker.on("message", ({ failed }) => { console.log(failed.message); worker.unref(); });
    worker.postMessage({ module, memory: undefined, control: undefined });`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script]);
  expect(stdout).toBe("the WebAssembly module exports no execute\n");
});

test("close waits for the run that is under way", async () => {
  const backend = await createBackend({ threads: 2 });
  const [a, out] = [backend.matrix(64, 64), backend.matrix(64, 64)];
  const compiled = backend.compile!({
    batchSize: 1,
    instructions: [{ op: "matmul", a, b: a, out }],
    scratch: new Set(),
  })!;
  let finished = false;
  const run = compiled.run({ order: new Uint32Array(1000), rate: 1 }).then(() => {
    finished = true;
  });
  await backend.close();
  expect(finished).toBe(true);
  await run;
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
