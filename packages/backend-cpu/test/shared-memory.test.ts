import { expect, test } from "vitest";
import { createWasmBackend } from "../src/wasm/backend.ts";
import { createMemory } from "../src/wasm/memory.ts";

test("the same kernels run over a memory that threads can share, small programs unrolled too", async () => {
  const memory = createMemory({ shared: true });
  const backend = await createWasmBackend("portable", memory);
  expect(memory.wasm.buffer).toBeInstanceOf(SharedArrayBuffer);
  const source = backend.matrix(3, 2, Float32Array.of(1, 2, 3, 4, 5, 6));
  const w = backend.matrix(2, 1, Float32Array.of(10, 1));
  const [a, net] = [backend.matrix(1, 2), backend.matrix(1, 1)];
  backend.gather(source, Uint32Array.of(1), a);
  backend.matmul(a, w, net);
  expect([...(await backend.read(net))]).toEqual([34]);
  const compiled = backend.compile({
    batchSize: 1,
    instructions: [
      { op: "gather", source, out: a },
      { op: "matmul", a, b: w, out: net, beta: 1 },
    ],
    scratch: new Set([a]),
  });
  await compiled!.run({ order: Uint32Array.of(0, 2), rate: 0 });
  expect([...(await backend.read(net))]).toEqual([34 + 12 + 56]);
});
