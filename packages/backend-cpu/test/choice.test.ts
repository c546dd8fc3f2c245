import { expect, test } from "vitest";
import { createBackend } from "../src/index.ts";
import { supports } from "../src/wasm/module.ts";

test("facts.device says which kernels run", async () => {
  const fastest = supports("relaxed") ? "relaxed" : "portable";
  expect((await createBackend()).facts.device).toBe(`WebAssembly SIMD (${fastest}), 1 thread`);
  expect((await createBackend({ arithmetic: "portable" })).facts.device).toBe("WebAssembly SIMD (portable), 1 thread");
  expect((await createBackend({ simd: false })).facts.device).toBe("JavaScript, 1 thread");
});

test("an arithmetic that doesn't exist is refused", async () => {
  const options: object = { arithmetic: "quick" };
  await expect(createBackend(options)).rejects.toMatchObject({
    code: "OPTION_INVALID",
    message: 'cpu: arithmetic is "quick"; expected "fast" or "portable"',
  });
});

test("a matrix that WebAssembly has no room for is refused with its size, and the backend stays usable", async () => {
  const backend = await createBackend();
  expect(() => backend.matrix(100_000, 100_000)).toThrow(
    expect.objectContaining({
      code: "BACKEND_FAILED",
      message: expect.stringContaining("a 100000×100000 matrix (40000000000 bytes)"),
    }),
  );
  const m = backend.matrix(2, 2, Float32Array.of(1, 2, 3, 4));
  expect([...(await backend.read(m))]).toEqual([1, 2, 3, 4]);
});
