import { fuse } from "@deltarule/backend-cpu/wasm";
import { expect, test } from "vitest";
import { type Costs, countsUpTo } from "../src/costs.ts";
import { phasesOf } from "../src/phases.ts";
import { createPlan } from "../src/plan.ts";
import { trainingStep } from "./training-step.ts";

/** A vector's multiply-add in half a nanosecond, messages in 50 µs, barriers in half a microsecond. */
const costs = (threads: number, unit = 5e-7): Costs => ({
  unit,
  of: new Map(
    countsUpTo(threads).map((count) => {
      const barrier = count === 1 ? 0 : 0.0005;
      return [count, { message: 0.05, barrier }];
    }),
  ),
});
const planOf = async (sizes: number[], batchSize: number, all: Costs) =>
  createPlan(phasesOf(fuse(await trainingStep(sizes, { batchSize }))), all);

test("a run on one thread costs its multiply-adds, on two half of them, the barriers and the messages", async () => {
  const plan = await planOf([784, 300, 10], 32, costs(2));
  const [inline, two] = [plan.choose(1), plan.choose(100)];
  // forward, weight change: (32 × 784)(784 × 300) twice; all else is a tenth of that
  const vectors = (2 * 32 * 784 * 300) / 4;
  expect(inline.threads).toBe(2);
  expect(two.threads).toBe(2);
  expect(two.milliseconds / 100).toBeGreaterThan((5e-7 * vectors) / 2);
  expect(two.milliseconds / 100).toBeLessThan((6e-7 * vectors) / 2);
});

test("a program too small to gain runs on the calling thread, however many batches a run has", async () => {
  const plan = await planOf([4, 10, 3], 1, costs(8));
  for (const batches of [1, 10, 1000]) expect(plan.choose(batches).threads).toBe(0);
});

test("one batch of a middling program isn't worth the messages, many are", async () => {
  const plan = await planOf([784, 30, 10], 10, costs(2));
  expect(plan.choose(1).threads).toBe(0);
  expect(plan.choose(100).threads).toBe(2);
});

test("what a barrier of many threads costs keeps a program on fewer", async () => {
  const all = costs(16);
  const dear = all.of.get(16)!;
  expect((await planOf([784, 100, 10], 32, all)).choose(1000).threads).toBe(16);
  dear.barrier = 0.2;
  expect((await planOf([784, 100, 10], 32, all)).choose(1000).threads).toBe(8);
});

test("what takes long never runs on the calling thread, also where there is one thread alone", async () => {
  const plan = await planOf([4, 10, 3], 16, costs(1));
  expect(plan.choose(1).threads).toBe(0);
  expect(plan.choose(100_000).threads).toBe(1);
});

test("barriers that turn out dear, on a machine that others use too, bring a program back to the calling thread", async () => {
  const plan = await planOf([784, 30, 10], 10, costs(2));
  const { threads, milliseconds } = plan.choose(30);
  expect(threads).toBe(2);
  for (let run = 0; run < 5; run++) plan.learn(2, 30, 5 * milliseconds);
  expect(plan.choose(30).threads).toBe(0);
});

test("and once they are cheap again the program is tried on threads again", async () => {
  const all = costs(2);
  all.of.get(2)!.barrier = 0.2;
  const plan = await planOf([784, 30, 10], 10, all);
  const { threads, milliseconds } = plan.choose(30);
  expect(threads).toBe(0);
  for (let run = 0; run < 20_000; run++) plan.learn(0, 30, milliseconds);
  expect(plan.choose(30).threads).toBe(2);
});

test("kernels that were measured slow before the engine had compiled them are measured again by each run", async () => {
  const plan = await planOf([64, 30, 10], 10, costs(2, 1e-5));
  expect(plan.choose(5).threads).toBe(2);
  const { milliseconds } = plan.choose(1000);
  for (let run = 0; run < 10; run++) plan.learn(2, 1000, milliseconds / 10);
  expect(plan.choose(5).threads).toBe(0);
});

test("what is slower than barriers can explain makes the kernels' rate lower, and the longest instruction longer", async () => {
  const plan = await planOf([784, 800, 800, 10], 128, costs(2));
  const longest = plan.longest(2);
  const { milliseconds } = plan.choose(10);
  for (let run = 0; run < 30; run++) plan.learn(2, 10, 4 * milliseconds);
  expect(plan.longest(2) / longest).toBeGreaterThan(3.5);
  expect(plan.longest(2) / longest).toBeLessThan(4.5);
  expect(plan.choose(10).threads).toBe(2);
});

test("a run that was interrupted once changes little", async () => {
  const plan = await planOf([64, 30, 10], 10, costs(2));
  const { threads, milliseconds } = plan.choose(2);
  expect(threads).toBe(0);
  plan.learn(0, 2, 100 * milliseconds);
  expect(plan.choose(2).milliseconds).toBeCloseTo(1.2 * milliseconds);
});

test("messages that turn out late keep short runs on the calling thread", async () => {
  const plan = await planOf([784, 100, 10], 32, costs(2));
  const { threads, milliseconds } = plan.choose(1);
  expect(threads).toBe(2);
  for (let run = 0; run < 5; run++) plan.learn(2, 1, milliseconds + 0.9);
  expect(plan.choose(1).threads).toBe(0);
  expect(plan.choose(100).threads).toBe(2);
});

test("programs run on 1, 2, 4, … threads, or on all", () => {
  expect(countsUpTo(1)).toEqual([1]);
  expect(countsUpTo(6)).toEqual([1, 2, 4, 6]);
  expect(countsUpTo(8)).toEqual([1, 2, 4, 8]);
});
