import { type Checked, Network } from "@deltarule/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { choose, type Limits } from "../src/choice.ts";
import type { Work } from "../src/rehearsal.ts";
import { type Fake, fakeBackend, fakeClock, type Speed } from "./fake-backend.ts";

const limits: Limits = { timing: 300, start: 3000 };
const network = Network.create([4, 10, 3], { seed: 1 });
/** 1000 samples take so many milliseconds. */
const perThousand =
  (milliseconds: number): Speed =>
  (steps, rows) =>
    (steps * rows * milliseconds) / 1000;

/** Chooses among backends of known speed, by the clock that they move. */
async function chosenAmong(speeds: Readonly<Record<string, Speed>>, work: Work, device = (name: string) => name) {
  const clock = fakeClock();
  const fakes = Object.fromEntries(
    Object.entries(speeds).map(([name, speed]) => [name, fakeBackend(clock, speed, device(name))]),
  );
  const contenders = Object.entries(fakes).map(([name, { backend }]) => ({ name, open: async () => backend }));
  return { choice: await choose(contenders, work, limits, clock.now), fakes, took: clock.now() };
}

test("the fastest stays open with nothing of the timing left in it, the others are closed", async () => {
  const speeds = { slow: perThousand(30), fast: perThousand(10), middling: perThousand(20) };
  const { choice, fakes } = await chosenAmong(speeds, { network, batchSize: 10 });
  expect(choice).toMatchObject({
    name: "fast",
    timed: [{ name: "fast" }, { name: "middling" }, { name: "slow" }],
    leftOut: [],
    rows: 10,
  });
  expect(choice.backend).toBe(fakes.fast?.backend);
  expect(fakes.fast).toMatchObject({ closed: false, live: new Set() });
  expect(fakes.slow?.closed && fakes.middling?.closed).toBe(true);
  choice.timed.forEach(({ samplesPerSecond }, place) => {
    expect(samplesPerSecond).toBeCloseTo([100_000, 50_000, 100_000 / 3][place]!, 6);
  });
});

test("the line says what was taken, how fast it is beside the others, and with how many threads", async () => {
  const device = (name: string) => (name === "workers" ? "WebAssembly SIMD, 2 threads: one a core" : "1 thread");
  const speeds = { cpu: perThousand(1000 / 44), workers: perThousand(1000 / 61) };
  const { choice } = await chosenAmong(speeds, { network, batchSize: 10 }, device);
  expect(choice.why).toBe("auto: workers (2 threads) 61k samples/s, cpu 44k");
});

test("of two that are as fast, give or take a twentieth, the first of the list is taken", async () => {
  const first = async (other: number) =>
    (await chosenAmong({ first: perThousand(100), other: perThousand(other) }, { network })).choice.name;
  expect(await first(96)).toBe("first");
  expect(await first(94)).toBe("other");
});

test("where an epoch is short, what it costs to start a run counts", async () => {
  const starting: Speed = (steps) => 0.5 + steps * 0.01;
  const steady: Speed = (steps) => steps * 0.02;
  const choose = async (samples?: number) =>
    (await chosenAmong({ starting, steady }, { network, batchSize: 10, samples })).choice.name;
  expect(await choose()).toBe("starting");
  expect(await choose(100)).toBe("steady");
});

test("of a batch that takes too long only the first rows are timed, and the line says so", async () => {
  const large = Network.create([784, 800, 10], { seed: 1 });
  const speeds = { a: perThousand(700), b: perThousand(350) };
  const { choice, took } = await chosenAmong(speeds, { network: large, batchSize: 512 });
  expect(choice.name).toBe("b");
  expect(choice.rows).toBeLessThan(512);
  expect(took).toBeLessThanOrEqual(300);
  expect(choice.why).toBe(`auto: b 2.9k samples/s, a 1.4k (by ${choice.rows} of the 512 rows of a batch)`);
});

test("for predictions, what predicts for so many rows the fastest is taken, of a part of them where they are very many", async () => {
  // who is quick to start is slow a row
  const speeds: Record<string, Speed> = { quick: (_, rows) => 0.01 * rows, steady: (_, rows) => 2 + 0.001 * rows };
  const choose = async (batchSize: number) => chosenAmong(speeds, { network, task: "predict", batchSize });
  const [few, many] = [await choose(20), await choose(1000)];
  expect(few.choice).toMatchObject({ name: "quick", rows: 20 });
  expect(many.choice).toMatchObject({ name: "steady", rows: 1000 });
  expect(many.fakes.steady).toMatchObject({ closed: false, live: new Set() });
  const { choice, took } = await choose(1_000_000);
  expect(choice.rows).toBeLessThan(1_000_000);
  expect(choice.why).toMatch(new RegExp(`^auto: steady .* \\(by ${choice.rows} of the 1000000 rows\\)$`));
  expect(took).toBeLessThanOrEqual(300);
});

test("a step that moves many weights is timed with more rows than a few, though turns are too short for it", async () => {
  const large = Network.create([1024, 2048, 1024], { seed: 1 });
  const memory: Speed = (steps, rows) => steps * (12 + rows * 1.5);
  const threads: Speed = (steps, rows) => steps * (12 + rows * 0.75);
  const { choice, took } = await chosenAmong({ memory, threads }, { network: large, batchSize: 512 });
  expect(choice.name).toBe("threads");
  expect(choice.rows).toBeGreaterThanOrEqual(8);
  expect(took).toBeLessThanOrEqual(300);
});

test("whatever the speeds, it takes 300 ms in all, and what is taken is within a twentieth of the fastest", async () => {
  const cost = fc.record({
    run: fc.double({ min: 0, max: 0.1, noNaN: true }),
    step: fc.double({ min: 1e-4, max: 5, noNaN: true }),
    row: fc.double({ min: 1e-5, max: 0.015, noNaN: true }),
  });
  await fc.assert(
    fc.asyncProperty(cost, cost, fc.integer({ min: 1, max: 600 }), async (a, b, batchSize) => {
      const speed =
        ({ run, step, row }: typeof a): Speed =>
        (steps, rows) =>
          run + steps * (step + rows * row);
      const speeds = { a: speed(a), b: speed(b) };
      const { choice, took } = await chosenAmong(speeds, { network, batchSize });
      expect(took).toBeLessThanOrEqual(300);
      const [first, second] = choice.timed;
      expect(first!.samplesPerSecond).toBeGreaterThanOrEqual(second!.samplesPerSecond / 1.05);
    }),
    { seed: 1, numRuns: 60 },
  );
});

const opened = ({ backend }: Fake) => ({ name: "fine", open: async () => backend });

test("one that can't be loaded, or can't do a step, is named with its reason; the latter is closed", async () => {
  const clock = fakeClock();
  const broken = fakeBackend(clock, () => {
    throw new Error("out of texture memory");
  });
  const contenders = [
    { name: "absent", open: () => Promise.reject(new Error("absent: no such device")) },
    { name: "broken", open: async () => broken.backend },
    opened(fakeBackend(clock, perThousand(1))),
  ];
  const choice = await choose(contenders, { network }, limits, clock.now);
  expect(choice).toMatchObject({
    name: "fine",
    timed: [],
    leftOut: [
      { name: "absent", reason: "absent: no such device" },
      { name: "broken", reason: "out of texture memory" },
    ],
  });
  expect(broken.closed).toBe(true);
  expect(choice.why).toBe("auto: fine; without absent: no such device; without broken: out of texture memory");
});

test("one that breaks off in its turns is named with its reason and closed", async () => {
  const clock = fakeClock();
  let runs = 0;
  const breaking = fakeBackend(clock, () => {
    if (++runs > 5) throw new Error("device lost");
    return 0.01;
  });
  const contenders = [{ name: "breaking", open: async () => breaking.backend }, opened(fakeBackend(clock, () => 1))];
  const choice = await choose(contenders, { network }, limits, clock.now);
  expect(choice.name).toBe("fine");
  expect(choice.leftOut).toEqual([{ name: "breaking", reason: expect.stringContaining("device lost") }]);
  expect(breaking.closed).toBe(true);
});

test("one that stops answering in its turns is named and left out", async () => {
  const clock = fakeClock();
  const { backend } = fakeBackend(clock, () => 0.01);
  let runs = 0;
  const mute: Checked = {
    ...backend,
    compile(program) {
      const { run, free } = backend.compile(program);
      return { run: (call) => (++runs > 5 ? new Promise(() => {}) : run(call)), free };
    },
  };
  const contenders = [{ name: "mute", open: async () => mute }, opened(fakeBackend(clock, () => 1))];
  const choice = await choose(contenders, { network }, { ...limits, start: 50 }, clock.now);
  expect(choice.name).toBe("fine");
  expect(choice.leftOut).toEqual([{ name: "mute", reason: "warming up: a turn takes longer than 0.05 s" }]);
});

test.each<[string, () => Promise<void>]>([
  [
    "throws",
    () => {
      throw new Error("no closing today");
    },
  ],
  ["rejects", () => Promise.reject(new Error("no closing today"))],
  ["never ends", () => new Promise(() => {})],
])("one whose closing %s has lost, and no more", async (_, close) => {
  const clock = fakeClock();
  const stubborn: Checked = { ...fakeBackend(clock, () => 2).backend, close };
  const broken: Checked = {
    ...fakeBackend(clock, () => {
      throw new Error("out of memory");
    }).backend,
    close,
  };
  const contenders = [
    { name: "stubborn", open: async () => stubborn },
    { name: "broken", open: async () => broken },
    opened(fakeBackend(clock, () => 1)),
  ];
  const choice = await choose(contenders, { network }, { ...limits, start: 50 }, clock.now);
  expect(choice.name).toBe("fine");
  expect(choice.timed.map(({ name }) => name)).toEqual(["fine", "stubborn"]);
  expect(choice.leftOut).toMatchObject([{ name: "broken" }]);
});

test("where a single row takes longer than there is time, each does two steps of it, and the line says so", async () => {
  const { choice, fakes } = await chosenAmong(
    { a: perThousand(500_000), b: perThousand(400_000) },
    { network: Network.create([784, 800, 10], { seed: 1 }), batchSize: 8 },
  );
  expect(choice.why).toBe("auto: b 2.5 samples/s, a 2 (by 1 of the 8 rows of a batch)");
  expect(fakes.a?.runs).toEqual([
    [1, 1],
    [1, 1],
  ]);
  expect(fakes.b?.runs).toEqual([
    [1, 1],
    [1, 1],
  ]);
});

test("one that isn't ready in time is left out, and closed when it comes after all", async () => {
  const clock = fakeClock();
  const late = fakeBackend(clock, () => 1);
  const { promise, resolve } = withResolvers();
  const contenders = [{ name: "late", open: () => promise }, opened(fakeBackend(clock, () => 1))];
  const choice = await choose(contenders, { network }, { ...limits, start: 20 }, clock.now);
  expect(choice.name).toBe("fine");
  expect(choice.leftOut).toEqual([{ name: "late", reason: "loading it and its first step takes longer than 0.02 s" }]);
  resolve(late.backend);
  await expect.poll(() => late.closed).toBe(true);
});

test("where none of them can do it, each one's reason is told", async () => {
  const failing = (name: string) => ({ name, open: () => Promise.reject(new Error(`no ${name}`)) });
  await expect(choose([failing("a"), failing("b")], { network }, limits)).rejects.toMatchObject({
    code: "BACKEND_UNAVAILABLE",
    message: "auto: no backend can train this network: a: no a; b: no b",
  });
});

test("where there is nothing to choose from, nothing is timed", async () => {
  const only = fakeBackend(fakeClock(), () => 1);
  const choice = await choose([opened(only)], { network, batchSize: 3 }, limits);
  expect(choice).toMatchObject({ name: "fine", timed: [], leftOut: [], rows: 3 });
  expect(only.runs).toEqual([]);
  expect(choice.why).toBe("auto: fine");
});

function withResolvers() {
  let resolve: (backend: Checked) => void = () => {};
  const promise = new Promise<Checked>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
