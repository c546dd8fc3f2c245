import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { measureThreads } from "../src/costs.ts";

/** A pool on a machine that is busy: nothing takes less than 20 ms. */
const busy = { run: () => setTimeout(20), close: async () => {} };

test("what a busy machine does to barriers at start isn't taken for what they cost", async () => {
  const costs = await measureThreads(busy, 4, 5);
  expect([...costs.keys()]).toEqual([1, 2, 4]);
  expect([...costs.values()].map(({ barrier }) => barrier)).toEqual([0, 0.004, 0.008]);
  for (const { message } of costs.values()) expect(message).toBe(0.2);
});

test("of threads that sleep at barriers, more than there are cores, it is", async () => {
  const { barrier } = (await measureThreads(busy, 2, 0)).get(2)!;
  expect(barrier).toBeGreaterThan(0.2);
});
