import { fuse } from "@deltarule/backend-cpu/wasm";
import { expect, test } from "vitest";
import { type Costs, countsUpTo } from "../src/costs.ts";
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
  createPlan(fuse(await trainingStep(sizes, { batchSize })), all);

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
  for (let spent = 0; spent < 500; spent += 5 * milliseconds) plan.learn(2, 30, 5 * milliseconds);
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

test("kernels slower than they were measured are so on any number of threads: others are tried, and the best stays", async () => {
  const [plan, model] = await Promise.all([1, 2].map(() => planOf([784, 800, 800, 10], 128, costs(4))));
  const expected = new Map<number, number>();
  for (const threads of [1, 2, 4]) {
    const alone = costs(4);
    const only = { ...alone, of: new Map([[threads, alone.of.get(threads)!]]) };
    expected.set(threads, (await planOf([784, 800, 800, 10], 128, only)).choose(10).milliseconds);
  }
  const tried = new Set<number>();
  for (let run = 0; run < 60; run++) {
    const { threads } = plan!.choose(10);
    tried.add(threads);
    plan!.learn(threads, 10, 4 * expected.get(threads)!);
  }
  expect([...tried].sort()).toEqual([1, 2, 4]);
  expect(plan!.choose(10).threads).toBe(4);
  expect(plan!.longest(4) / model!.longest(4)).toBeCloseTo(4, 0);
});

test("two threads that lost while an engine still compiled the kernels are tried again when these are fast", async () => {
  const expected = await Promise.all(
    [0, 2].map(async (threads) => {
      const of = new Map([...costs(2).of].filter(([count]) => count === threads));
      return (await planOf([784, 300, 10], 32, { unit: 5e-7, of })).choose(4).milliseconds;
    }),
  );
  const plan = await planOf([784, 300, 10], 32, costs(2));
  const run = (ofOthers: number, ofTwo: number) => {
    const { threads } = plan.choose(4);
    plan.learn(threads, 4, threads === 2 ? ofTwo * expected[1]! : ofOthers * expected[0]!);
    return threads;
  };
  while (run(1, 4) === 2);
  expect(plan.choose(4).threads).not.toBe(2);
  for (let hot = 0; hot < 20; hot++) run(0.3, 0.3);
  expect(plan.choose(4).threads).toBe(2);
});

test("a program that loses by its threads more than the model knows is soon back on the calling thread, and seldom tried again", async () => {
  const plan = await planOf([784, 30, 10], 10, costs(2, 2e-7));
  let [here, there] = [0, 0];
  for (let run = 0; run < 3000; run++) {
    // a step of 30 µs takes 40 on two threads
    const { threads } = plan.choose(200);
    plan.learn(threads, 200, threads === 0 ? 6 : 8);
    if (threads === 0) here++;
    else there++;
  }
  expect(here).toBeGreaterThan(9 * there);
  expect(there).toBeGreaterThan(0);
});

test("what takes longer than any message is the program's slowness, in short runs too", async () => {
  const plan = await planOf([784, 30, 10], 10, { unit: 2e-7, of: new Map([[2, { message: 1, barrier: 0 }]]) });
  // a step of 30 µs takes 66 on two threads
  for (let run = 0; run < 40; run++) {
    const { threads } = plan.choose(200);
    plan.learn(threads, 200, threads === 0 ? 6 : 13);
  }
  expect(plan.choose(200).threads).toBe(0);
});

test("two threads that the system parts only after a tenth of a second keep the program meanwhile", async () => {
  const plan = await planOf([784, 300, 10], 32, costs(2));
  const { milliseconds } = plan.choose(4);
  for (let spent = 0; spent < 100; spent += 3 * milliseconds) {
    expect(plan.choose(4).threads).toBe(2);
    plan.learn(2, 4, 3 * milliseconds);
  }
  for (let run = 0; run < 5; run++) plan.learn(2, 4, milliseconds);
  expect(plan.choose(4).milliseconds / milliseconds).toBeCloseTo(1, 1);
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
