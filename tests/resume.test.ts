import { createBackend } from "@deltarule/backend-cpu";
import {
  type Backend,
  Network,
  parseModel,
  type Report,
  serializeModel,
  type TrainingState,
  train,
} from "@deltarule/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { stateAfter, stored } from "./states.ts";
import { base, bits, collect, cpu, fresh, xor } from "./xor.ts";

const backends: Backend[] = [
  cpu,
  await createBackend({ simd: false }),
  await createBackend({ arithmetic: "portable" }),
];

/** Reports as they compare: their states hold the same, and a clock decides the speed. */
const measured = (reports: readonly Report[]) => reports.map(({ samplesPerSecond: _, state: __, ...rest }) => rest);

test("without reportState a report has no state", async () => {
  expect((await collect(fresh(), {})).every(({ state }) => state === undefined)).toBe(true);
});

test("a state by hand: one step of one weight with momentum", async () => {
  const network = Network.from([{ inputs: 1, units: 1, weights: [0], bias: [0] }]);
  const options = { momentum: 0.5, shuffle: false, learningRate: 0.5, epochs: 1, reportState: true };
  const [report] = await collect(network, options, { inputs: [[1]], targets: [[1]] });
  // a = ½, δ = (1 − ½) ½ (1 − ½) = ⅛, Δw = ½ δ = 1/16, E = ½ (1 − ½)² = ⅛
  expect(report!.state).toMatchObject({
    step: 1,
    weights: [{ weights: Float32Array.of(1 / 16), bias: Float32Array.of(1 / 16) }],
    velocity: [{ weights: Float32Array.of(1 / 16), bias: Float32Array.of(1 / 16) }],
    errors: { samples: 1, sum: 1 / 8 },
    stopping: { reportsSinceBest: 0 },
    setting: { sizes: [1, 1], biases: [true], batchSize: 1, momentum: 0.5, shuffle: false, stepsAReport: 1 },
    backend: { name: "cpu" },
  });
  expect(report!.state!.generator).toBeUndefined();
});

test.each(backends.map((backend) => [backend.facts.device, backend] as const))(
  "10 + 10 epochs are 20 epochs, bit for bit, with momentum, shuffle, validation and a remainder, on %s",
  async (_, backend) => {
    const inputs = Array.from({ length: 29 }, (_, r) => [Math.sin(r), Math.cos(2 * r)]);
    const data = { inputs, targets: inputs.map(([x, y]) => [x! * y! > 0 ? 1 : 0]) };
    const options = { backend, momentum: 0.9, batchSize: 4, validation: 0.25, seed: 3 };
    const [whole, first, second] = [fresh(), fresh(), Network.create([2, 3, 1], { seed: 1 })];
    const reports = await collect(whole, { ...options, epochs: 20 }, data);
    const head = await collect(first, { ...options, epochs: 10, reportState: true }, data);
    const tail = await collect(second, { ...options, epochs: 20, state: stored(head.at(-1)!.state) }, data);
    expect(bits(second)).toEqual(bits(whole));
    expect(measured(tail)).toEqual(measured(reports.slice(10)));
  },
);

test("however a training is cut, ends and goes on, its weights and reports are those of the whole", async () => {
  const cuts = fc.record({
    samples: fc.integer({ min: 2, max: 12 }),
    batchSize: fc.constantFrom<number | "full">(1, 2, 3, 5, "full"),
    epochs: fc.integer({ min: 2, max: 8 }),
    cuts: fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 3 }),
    reportEvery: fc.oneof(
      fc.record({ epochs: fc.integer({ min: 1, max: 3 }) }),
      fc.record({ steps: fc.integer({ min: 1, max: 20 }) }),
    ),
    momentum: fc.constantFrom(0, 0.9),
    average: fc.boolean(),
    shuffle: fc.boolean(),
    validation: fc.constantFrom(undefined, 0.4),
    patience: fc.constantFrom(undefined, 2),
    falling: fc.boolean(),
    seed: fc.integer(),
  });
  await fc.assert(
    fc.asyncProperty(cuts, async ({ samples, cuts, patience, falling, epochs, ...rest }) => {
      const inputs = Array.from({ length: samples }, (_, r) => [Math.sin(3 * r), Math.cos(5 * r)]);
      const data = { inputs, targets: inputs.map(([x]) => [x! > 0 ? 1 : 0]) };
      const learningRate = falling ? (epoch: number) => 2 / (1 + epoch) : 2;
      const options = { ...rest, learningRate, until: { patience } };
      const whole = fresh();
      const reports = await collect(whole, { ...options, epochs }, data);

      const network = fresh();
      const parts: Report[] = [];
      const ends = [...new Set(cuts.filter((cut) => cut < epochs))].sort((a, b) => a - b);
      let state: TrainingState | undefined;
      for (const end of [...ends, epochs]) {
        const part = await collect(network, { ...options, epochs: end, state, reportState: true }, data);
        state = stored(part.at(-1)!.state);
        parts.push(...part);
      }
      expect(bits(network)).toEqual(bits(whole));
      // a part may end where the whole has no report; what the whole reports, the parts do
      const ofParts = new Map(measured(parts).map((report) => [report.step, report]));
      for (const { stopped: _, ...report } of measured(reports)) expect(ofParts.get(report.step)).toMatchObject(report);
      expect(measured(parts).at(-1)).toEqual(measured(reports).at(-1));
    }),
    { seed: 5, numRuns: 150 },
  );
});

test("a training aborted inside an epoch goes on in the middle of it", async () => {
  const options = { momentum: 0.9, batchSize: 1, epochs: 3, reportEvery: { epochs: 3 } };
  const whole = fresh();
  const reports = await collect(whole, options);
  for (let steps = 1; steps < 12; steps++) {
    const controller = new AbortController();
    // every step is a run of the program: the signal comes during one of them
    let runs = 0;
    const backend: Backend = {
      ...cpu,
      compile(program) {
        const compiled = cpu.compile!(program)!;
        return {
          ...compiled,
          async run(call) {
            for (let at = 0; at < call.order.length; at += program.batchSize)
              await compiled.run({ ...call, order: call.order.subarray(at, at + program.batchSize) });
            runs += call.rate > 0 ? call.order.length : 0;
            if (runs >= steps) controller.abort();
          },
        };
      },
    };
    const [network, later] = [fresh(), fresh()];
    const part = await collect(network, { ...options, backend, signal: controller.signal, reportState: true });
    const rest = await collect(later, { ...options, state: stored(part.at(-1)!.state) });
    expect(bits(later)).toEqual(bits(whole));
    expect(measured(rest)).toEqual(measured(reports));
  }
});

test("sums of E that grow over more than 1,024 steps are cut where the whole training cuts them", async () => {
  const options = { learningRate: 0.1, reportEvery: { steps: 3000 }, epochs: 1500 };
  const whole = await collect(fresh(), options);
  for (const epochs of [256, 300, 750, 800, 1024]) {
    const state = await stateAfter(epochs, options);
    const rest = await collect(fresh(), { ...options, state });
    expect(measured(rest)).toEqual(measured(whole).slice(-rest.length));
  }
});

test("a training that had ended ends again at once, with the same report", async () => {
  const [one, two] = [fresh(), fresh()];
  const ends = { learningRate: 5, epochs: 10_000, until: { error: 0.01 } };
  const reports = await collect(one, { ...ends, reportState: true });
  const again = await collect(two, { ...ends, state: stored(reports.at(-1)!.state) });
  expect(measured(again)).toEqual(measured(reports.slice(-1)));
  expect(bits(two)).toEqual(bits(one));

  const state = await stateAfter(10);
  const done = await collect(two, { epochs: 10, state });
  expect(done).toMatchObject([{ epoch: 10, stopped: "epochs", samplesPerSecond: 0 }]);
});

test("with another until, a training that had ended goes on", async () => {
  const [whole, later] = [fresh(), fresh()];
  const options = { learningRate: 5, epochs: 10_000 };
  await collect(whole, { ...options, until: { error: 0.005 } });
  const reports = await collect(fresh(), { ...options, until: { error: 0.02 }, reportState: true });
  const rest = await collect(later, { ...options, until: { error: 0.005 }, state: stored(reports.at(-1)!.state) });
  expect(rest.length).toBeGreaterThan(1);
  expect(bits(later)).toEqual(bits(whole));
});

test("with another reportEvery, the weights are the same and a report's error is that of the samples since the last one", async () => {
  const [whole, later] = [fresh(), fresh()];
  const options = { momentum: 0.9, epochs: 5 };
  const single = await collect(whole, { ...options, reportEvery: { steps: 1 } });
  const state = await stateAfter(3, options);
  expect(state.step).toBe(12);
  const rest = await collect(later, { ...options, state, reportEvery: { steps: 5 } });
  expect(bits(later)).toEqual(bits(whole));
  expect(rest.map(({ step }) => step)).toEqual([15, 20]);
  const errorSum = (from: number, to: number) =>
    single.filter(({ step }) => step > from && step <= to).reduce((sum, report) => sum + report.errorSum, 0);
  expect(rest[0]!.errorSum).toBeCloseTo(errorSum(12, 15), 6);
  expect(rest[1]!.errorSum).toBeCloseTo(errorSum(15, 20), 6);
});

test("a state is of its report for good: what follows doesn't change it", async () => {
  const network = fresh();
  const states: { readonly copy: TrainingState; readonly held: TrainingState }[] = [];
  for await (const { state } of train(network, xor, { ...base, momentum: 0.9, reportState: true }))
    states.push({ copy: stored(state), held: state! });
  for (const { copy, held } of states) expect(held).toEqual(copy);
});

test("an abort before the first new step gives the state back", async () => {
  const state = await stateAfter(5, { momentum: 0.9 });
  const reports = await collect(fresh(), { momentum: 0.9, state, reportState: true, signal: AbortSignal.abort() });
  expect(reports).toMatchObject([{ epoch: 5, stopped: "aborted" }]);
  expect(reports[0]!.state).toEqual(state);
});

test("divergence after going on keeps the weights gone on from", async () => {
  const learningRate = (epoch: number) => (epoch < 3 ? 0.5 : 3e38);
  const options = { learningRate, momentum: 0.99, reportEvery: { epochs: 50 } };
  const before = fresh();
  await collect(before, { ...options, epochs: 3 });
  const state = await stateAfter(3, options);
  const network = Network.create([2, 3, 1], { seed: 1 });
  await expect(collect(network, { ...options, state, epochs: 100 })).rejects.toThrow(/keeps the weights of epoch 3/);
  expect(bits(network)).toEqual(bits(before));
});

test("the same numbers as float32 or float64 are the same data", async () => {
  const table = (values: Float32Array | Float64Array, cols: number) => ({ rows: 4, cols, values });
  const as = (make: (values: number[]) => Float32Array | Float64Array) => ({
    inputs: table(make(xor.inputs.flat()), 2),
    targets: table(make(xor.targets.flat()), 1),
  });
  const state = await stateAfter(
    2,
    {},
    as((values) => Float32Array.from(values)),
  );
  expect(() =>
    train(
      fresh(),
      as((values) => Float64Array.from(values)),
      { ...base, state },
    ),
  ).not.toThrow();
});

test("a training goes on from a model file as from the state itself, from every report", async () => {
  const options = { momentum: 0.9, batchSize: 3, validation: 0.25, reportEvery: { steps: 1 } };
  const whole = fresh();
  const reports = await collect(whole, { ...options, reportState: true });
  const text: string[] = [];
  const network = fresh();
  for await (const { state } of train(network, xor, { ...base, ...options, reportState: true }))
    text.push(serializeModel({ network, state }));
  for (const [at, file] of text.entries()) {
    const model = parseModel(file);
    const rest = await collect(model.network, { ...options, state: model.state });
    expect(bits(model.network)).toEqual(bits(whole));
    expect(measured(rest).at(-1)).toEqual(measured(reports).at(-1));
    expect(rest).toHaveLength(Math.max(1, reports.length - at - 1));
  }
});
