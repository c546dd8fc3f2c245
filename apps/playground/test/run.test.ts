import { createBackend } from "@deltarule/backend-cpu";
import { checked, DeltaruleError, Network, trace } from "@deltarule/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { formulas } from "../src/tasks/formulas.ts";
import { rowOf } from "../src/tasks/task.ts";
import type { Command, Exercise, News } from "../src/training/messages.ts";
import { createRun } from "../src/training/run.ts";
import { createTrainer } from "../src/training/trainer.ts";

const { training, validation } = formulas.find(({ name }) => name === "circles")!.make();
const exercise: Exercise = {
  ...{
    sizes: [2, 3, 1],
    training,
    validation,
    learningRate: 0.5,
    momentum: 0,
    batchSize: 1,
    seed: 7,
    backend: "cpu",
    layers: undefined,
  },
};
// the backend outlives the runs
const open = async () => ({ backend: checked({ ...cpu, close: async () => {} }), device: "cpu" });
let cpu: Awaited<ReturnType<typeof createBackend>>;
beforeAll(async () => {
  cpu = await createBackend();
});
afterAll(() => cpu.close());

test("a training cut into single steps and longer stretches has the weights of the whole", async () => {
  const settings = { ...exercise, momentum: 0.9, batchSize: 7 };
  const whole = createRun(1, settings, (await open()).backend);
  const cut = createRun(2, settings, (await open()).backend);
  for (const steps of [1, 1, 29, 1, 5, 58, 1]) await cut.advance(steps);
  const reached = cut.standing();
  let last = await whole.advance(1);
  while (last.step < reached.step) last = await whole.advance(1);
  expect(reached.layers).toEqual(last.layers);
});

test("a stretch ends at a multiple of its steps: one epoch goes on to the end of the epoch", async () => {
  const run = createRun(1, exercise, (await open()).backend);
  await run.advance(1);
  expect((await run.advance(run.stepsPerEpoch)).epoch).toBe(1);
});

test("the row that a single step says it visited is the one whose Δw the weights moved by", async () => {
  const run = createRun(1, exercise, (await open()).backend);
  const { sizes, learningRate } = exercise;
  const network = () =>
    Network.from(run.standing().layers.map((layer, l) => ({ ...layer, inputs: sizes[l]!, units: sizes[l + 1]! })));
  for (let step = 0; step < 2 * run.stepsPerEpoch + 3; step++) {
    const before = network();
    const { visited, layers } = await run.advance(1);
    const [row] = visited!;
    const traced = trace(before, rowOf(training.inputs, row!), rowOf(training.targets, row!), { learningRate });
    layers.forEach(({ weights }, l) => {
      const { dw } = traced.layers[l]!;
      weights.forEach((w, at) => {
        expect(w).toBeCloseTo(before.layers[l]!.weights[at]! + dw[at]!, 5);
      });
    });
  }
});

/** A trainer whose news are collected; `heard` resolves with the first that is as wanted. */
function listening(open: Parameters<typeof createTrainer>[0]["open"]) {
  const news: News[] = [];
  const waiting: { readonly wanted: (news: News) => boolean; readonly resolve: () => void }[] = [];
  const trainer = createTrainer({
    open,
    tell(item) {
      news.push(item);
      for (const { wanted, resolve } of waiting) if (wanted(item)) resolve();
    },
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
  const heard = (wanted: (news: News) => boolean) =>
    new Promise<void>((resolve) => {
      waiting.push({ wanted, resolve });
    });
  return { trainer, news, heard };
}
const begin: Command = { do: "open", run: 1, exercise };

test("a play goes on until the next command, and says when it has ended", async () => {
  const { trainer, news, heard } = listening(open);
  await trainer(begin);
  const far = heard((item) => item.is === "standing" && item.standing.epoch >= 20);
  const play = trainer({ do: "play", pace: "full" });
  await far;
  await Promise.all([play, trainer({ do: "pause" })]);
  expect(news.map(({ is }) => is)).toEqual(["open", ...news.slice(1, -1).map(() => "standing"), "idle"]);
});

test("a backend that can't be had is said, and the next run is another's chance", async () => {
  let chances = 0;
  const { trainer, news } = listening(async () => {
    if (chances++ === 0) throw new Error("no such device");
    return open();
  });
  await trainer(begin);
  await trainer({ do: "step", steps: 1 });
  await trainer({ ...begin, run: 2 });
  expect(news).toMatchObject([
    { run: 1, is: "failed", message: "no such device", cause: "training" },
    { run: 2, is: "open" },
  ]);
});

test("a run whose backend fails goes on on another, with the very bits of one that never failed", async () => {
  let lost = false;
  const { trainer, news } = listening(async ({ backend }) => {
    const { device, backend: cpu } = await open();
    if (backend === "nowhere") throw new DeltaruleError("BACKEND_UNAVAILABLE", "there is no such device");
    if (backend !== "mortal") return { device, backend: cpu };
    const run = () => {
      throw new DeltaruleError("BACKEND_FAILED", "the device was lost");
    };
    const compile = (program: Parameters<typeof cpu.compile>[0]) => {
      const compiled = cpu.compile(program);
      return lost ? { ...compiled, run } : compiled;
    };
    return { device: "mortal", backend: { ...cpu, compile } };
  });
  const settings = { ...exercise, momentum: 0.9, batchSize: 7 };
  await trainer({ do: "open", run: 1, exercise: { ...settings, backend: "mortal" } });
  await trainer({ do: "step", steps: 29 });
  lost = true;
  await trainer({ do: "step", steps: 29 });
  await trainer({ do: "move", backend: "nowhere" });
  await trainer({ do: "move", backend: "cpu" });
  await trainer({ do: "step", steps: 29 });
  const whole = createRun(1, settings, (await open()).backend);
  await whole.advance(29);
  expect(news).toMatchObject([
    { is: "open", device: "mortal" },
    { is: "standing" },
    { is: "idle" },
    { is: "failed", message: "the device was lost", cause: "backend" },
    { is: "refused", backend: "nowhere", message: "there is no such device" },
    { is: "moved", backend: "cpu", device: "cpu" },
    { is: "standing", standing: { step: 58, layers: (await whole.advance(29)).layers } },
    { is: "idle" },
  ]);
});

test("a training that diverges says so, and keeps its last weights", async () => {
  const { trainer, news } = listening(open);
  await trainer({ ...begin, exercise: { ...exercise, learningRate: 3e38, momentum: 0.99 } });
  for (let step = 0; step < 60 && news.at(-1)!.is !== "failed"; step++) await trainer({ do: "step", steps: 1 });
  expect(news.at(-1)).toMatchObject({
    is: "failed",
    message: expect.stringMatching(/not finite.*Try a smaller learning rate/),
  });
});
