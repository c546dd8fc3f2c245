import { readFile } from "node:fs/promises";
import { fuse } from "@deltarule/backend-cpu/wasm";
import { expect, test } from "vitest";
import { createPlan } from "../src/plan.ts";
import { trainingStep } from "./training-step.ts";

// milliseconds, as docs/workers-scaling.md says: 40 GFLOP/s a thread, 0.3 µs for a barrier of two
const UNIT = 8 / 40e6;
const BARRIER_OF_TWO = 0.0003;

/** Milliseconds for a step on so many threads. */
async function milliseconds(sizes: number[], batchSize: number, threads: number): Promise<number> {
  const barrier = threads === 1 ? 0 : (BARRIER_OF_TWO * threads) / 2;
  const of = new Map([[threads, { message: 0, barrier }]]);
  const plan = createPlan(fuse(await trainingStep(sizes, { batchSize })), { unit: UNIT, of });
  const steps = 1e6;
  return plan.choose(steps).milliseconds / steps;
}

test("what the docs predict for many threads is what the cost model says", async () => {
  const page = await readFile(new URL("../../../docs/workers-scaling.md", import.meta.url), "utf8");
  const rows = page.split("\n").filter((line) => /^\| \d+(-\d+)+/.test(line));
  expect(rows).toHaveLength(4);
  for (const row of rows) {
    const [network = "", batch = "", alone = "", ...predicted] = row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
    const sizes = network.split("-").map(Number);
    const one = await milliseconds(sizes, Number(batch), 1);
    expect(alone).toBe(`${one.toPrecision(3)} ms`);
    const threads = [2, 8, 64];
    const speedups = await Promise.all(threads.map(async (t) => one / (await milliseconds(sizes, Number(batch), t))));
    expect(predicted).toEqual(speedups.map((times) => `${times.toFixed(1)}×`));
  }
});
