import { loadBackend } from "@deltarule/backends";
import { type Backend, DeltaruleError, Network } from "@deltarule/core";
import { openSample, readTable, textSource } from "@deltarule/data";
import { expect, test } from "vitest";
import { learn } from "../src/training/learn.ts";
import { defaultEpochs } from "../src/training/options.ts";
import { planTraining } from "../src/training/plan.ts";

const iris = await readTable(openSample("iris"));
const cpu = await loadBackend("cpu");

/** The cpu backend until its n-th read fails. */
function failingAt(n: number, failure: () => Promise<never>): Backend {
  let reads = 0;
  return { ...cpu, name: "failing", read: (m) => (++reads < n ? cpu.read(m) : failure()) };
}
const broken = () => Promise.reject(new DeltaruleError("BACKEND_FAILED", "unplugged"));

test("by hand: 105 rows in batches of 10 are 11 changes an epoch, so 3,000 of them take 273 epochs", () => {
  expect(defaultEpochs(105, 10)).toBe(273);
  expect(defaultEpochs(105, "full")).toBe(3000);
  expect(defaultEpochs(4, 10)).toBe(3000);
  expect(defaultEpochs(10_000, 10)).toBe(100);
});

test("a plan holds the split, the sizes of the network and every option", () => {
  const { sizes, prepared, options } = planTraining(iris, { hidden: [7, 5], momentum: 0.9 });
  expect(sizes).toEqual([4, 7, 5, 3]);
  expect([prepared.training, prepared.validation, prepared.test].map(({ rows }) => rows.length)).toEqual([105, 15, 30]);
  expect(options).toMatchObject({
    epochs: 273,
    momentum: 0.9,
    learningRate: 0.1,
    batch: 10,
    seed: 0,
    missing: "refuse",
  });
});

test("by hand: 5 · 59,999 + 60,000 · 4,500 + 4,501 · 3 weights are too many for memory, and refused before they are drawn", () => {
  const plan = () => planTraining(iris, { hidden: [59_999, 4500] });
  expect(plan).toThrow("--hidden: a network of 4-59999-4500-3 units has 270313498 weights; expected at most 268435456");
});

test("no hidden layer is a network too", () => {
  expect(planTraining(iris, { hidden: [] }).sizes).toEqual([4, 3]);
});

test("without test rows the result is measured on the training rows, and says so", async () => {
  const { test } = await learn(planTraining(iris, { test: 0, epochs: 3 }), { backend: cpu });
  expect(test).toMatchObject({ heldOut: false, rows: 135 });
});

test("until-error ends the training at the first report that is good enough", async () => {
  const { course } = await learn(planTraining(iris, { untilError: 0.05 }), { backend: cpu });
  expect(course.last).toMatchObject({ stopped: "until" });
  expect(course.last!.error).toBeLessThanOrEqual(0.05);
});

test("a signal before the first step: nothing is learnt, and nothing is measured", async () => {
  const plan = planTraining(iris);
  const learnt = await learn(plan, { backend: cpu, signal: AbortSignal.abort() });
  expect(learnt).toEqual({
    network: Network.create(plan.sizes, { seed: 0 }),
    course: { last: undefined, points: [], epochs: 0, samplesPerSecond: 0 },
  });
});

test("a signal between two steps: each epoch is told once, and the result is measured", async () => {
  const stop = new AbortController();
  const told: number[] = [];
  const { course, test } = await learn(planTraining(iris), {
    backend: cpu,
    signal: stop.signal,
    onReport({ epoch }) {
      told.push(epoch);
      if (epoch === 3) stop.abort();
    },
  });
  expect(told).toEqual([1, 2, 3]);
  expect(course.points).toHaveLength(3);
  expect(course.last).toMatchObject({ epoch: 3, stopped: "aborted" });
  expect(test).toMatchObject({ heldOut: true, rows: 30 });
});

test("a backend that fails: the weights of the last report are what was learnt", async () => {
  const { course, failure, network, test } = await learn(planTraining(iris), { backend: failingAt(20, broken) });
  expect(failure).toMatchObject({ code: "BACKEND_FAILED", message: "unplugged" });
  expect(test).toBeUndefined();
  const epochs = course.last!.epoch;
  expect(epochs).toBeGreaterThan(0);
  const { network: same } = await learn(planTraining(iris, { epochs }), { backend: cpu });
  expect(network).toEqual(same);
});

test("a backend that fails at once: there is a failure and no report", async () => {
  const { course, failure } = await learn(planTraining(iris), { backend: failingAt(1, broken) });
  expect(course.last).toBeUndefined();
  expect(failure).toMatchObject({ code: "BACKEND_FAILED" });
});

test("what isn't ours to explain is thrown as it is", async () => {
  const bug = new TypeError("a bug");
  const backend = failingAt(1, () => Promise.reject(bug));
  await expect(learn(planTraining(iris), { backend })).rejects.toThrow("a bug");
});

test("rows with a missing value are left out where the policy says so", async () => {
  const rows = Array.from({ length: 20 }, (_, r) => `${r === 4 ? "?" : r},${r % 2 ? "odd" : "even"}`);
  const table = await readTable(textSource(`n,parity\n${rows.join("\n")}\n`));
  expect(planTraining(table, { missing: "drop" }).prepared.dropped).toBe(1);
});
