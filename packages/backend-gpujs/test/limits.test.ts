import { expect, test } from "vitest";
import { createBackend } from "../src/index.ts";

test.each(["cpu", "webasm"] as const)(
  "in %s mode more rows or columns than float32 counts are refused with the limit, and nothing else changes",
  async (mode) => {
    const backend = await createBackend({ mode });
    for (const [rows, cols] of [
      [2 ** 24 + 1, 1],
      [1, 2 ** 24 + 1],
    ] as const)
      expect(() => backend.matrix(rows, cols)).toThrow(
        expect.objectContaining({
          code: "BACKEND_FAILED",
          message: expect.stringMatching(
            new RegExp(`^gpujs: no ${rows}×${cols} matrix on no GPU: .*: more than 16777216 rows or columns`),
          ),
        }),
      );
    expect([...(await backend.read(backend.matrix(1, 2, Float32Array.of(1, 2))))]).toEqual([1, 2]);
    await backend.close();
  },
);

test.each(["cpu", "webasm"] as const)("in %s mode a matrix of more than 2²⁸ numbers is refused", async (mode) => {
  const backend = await createBackend({ mode });
  expect(() => backend.matrix(2 ** 14 + 1, 2 ** 14)).toThrow(/more than 268435456 numbers/);
  await backend.close();
});
