import { expect, it } from "vitest";
import { settledMemory } from "../src/host-memory.ts";

const megabyte = 2 ** 20;

it("knows what is held from what is garbage, to a few 100 KB", async () => {
  const before = (await settledMemory())!;
  for (let times = 0; times < 500; times++) new Uint8Array(megabyte).fill(1);
  const garbage = (await settledMemory())!;
  expect(Math.abs(garbage.buffers - before.buffers)).toBeLessThan(megabyte);
  expect(Math.abs(garbage.heap - before.heap)).toBeLessThan(megabyte);

  const held = Array.from({ length: 10 }, () => new Uint8Array(megabyte));
  const objects = Array.from({ length: 50_000 }, (_, n) => ({ n }));
  const after = (await settledMemory())!;
  expect(after.buffers - garbage.buffers).toBeGreaterThan(9 * megabyte);
  expect(after.heap - garbage.heap).toBeGreaterThan(megabyte);
  expect(held.length + objects.length).toBe(50_010);
});
