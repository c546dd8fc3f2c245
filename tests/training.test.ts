import { setTimeout as sleep } from "node:timers/promises";
import { createBackend } from "@deltarule/backend-cpu";
import {
  type Backend,
  DeltaruleError,
  type Matrix,
  Network,
  predict,
  type Report,
  type TrainOptions,
  train,
} from "@deltarule/core";
import { expect, test } from "vitest";

const xor = {
  inputs: [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ],
  targets: [[0], [1], [1], [0]],
};
const fresh = () => Network.create([2, 3, 1], { seed: 7 });
const bits = ({ layers }: Network) => layers.flatMap(({ weights, bias }) => [...weights, ...(bias ?? [])]);
const cpu: Backend = await createBackend();
const base = { backend: cpu, learningRate: 0.5, epochs: 10 };

/** A backend that counts its live matrices, so that a leak shows. */
function counting(inner: Backend): Backend & { readonly live: Set<Matrix> } {
  const live = new Set<Matrix>();
  return {
    ...inner,
    live,
    matrix(rows, cols, values) {
      const m = inner.matrix(rows, cols, values);
      live.add(m);
      return m;
    },
    free(m) {
      live.delete(m);
      inner.free(m);
    },
  };
}

async function collect(network: Network, options: Partial<TrainOptions>, data = xor): Promise<Report[]> {
  const reports: Report[] = [];
  for await (const report of train(network, data, { ...base, ...options })) reports.push(report);
  return reports;
}

test("the same seed, data and options give the same bits; another seed another order", async () => {
  const [one, two, three] = [fresh(), fresh(), fresh()];
  await collect(one, { seed: 3 });
  await collect(two, { seed: 3 });
  await collect(three, { seed: 4 });
  expect(bits(two)).toEqual(bits(one));
  expect(bits(three)).not.toEqual(bits(one));
});

test("how often it reports changes nothing but the reports", async () => {
  const [one, two, three] = [fresh(), fresh(), fresh()];
  const every = await collect(one, { momentum: 0.9 });
  const steps = await collect(two, { momentum: 0.9, reportEvery: { steps: 7 } });
  const once = await collect(three, { momentum: 0.9, reportEvery: { epochs: 10 } });
  expect(bits(two)).toEqual(bits(one));
  expect(bits(three)).toEqual(bits(one));
  expect(every.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(steps.map(({ step }) => step)).toEqual([7, 14, 21, 28, 35, 40]);
  expect(steps[0]!.epoch).toBe(1.75);
  const total = (reports: Report[]) => reports.reduce((sum, { errorSum }) => sum + errorSum, 0);
  expect(total(steps)).toBeCloseTo(total(every), 6);
  expect(total(once)).toBeCloseTo(total(every), 6);
});

test("only the last report says why it stopped", async () => {
  const reports = await collect(fresh(), {});
  expect(reports.map(({ stopped }) => stopped)).toEqual([...new Array(9).fill(undefined), "epochs"]);
});

test("until.error stops on weights whose own error is that small", async () => {
  const network = fresh();
  const reports = await collect(network, { learningRate: 5, epochs: 10_000, until: { error: 0.01 } });
  expect(reports.at(-1)!.stopped).toBe("until");
  const errors = xor.inputs.map((x, r) => 0.5 * (xor.targets[r]![0]! - network.predict(x)[0]!) ** 2);
  expect(errors.reduce((sum, e) => sum + e) / 4).toBeLessThanOrEqual(0.01);
});

test("until.accuracy stops when every row is classified rightly", async () => {
  const network = fresh();
  const reports = await collect(network, { learningRate: 5, epochs: 10_000, until: { accuracy: 1 } });
  expect(reports.at(-1)).toMatchObject({ stopped: "until", accuracy: 1 });
  expect(xor.inputs.map((x) => [Math.round(network.predict(x)[0]!)])).toEqual(xor.targets);
});

test("until.patience stops after so many reports without a new best", async () => {
  const opposite = { inputs: [[1], [1]], targets: [[0], [1]] };
  const network = Network.from([{ inputs: 1, units: 1, weights: [0], bias: [0] }]);
  // the two samples pull apart: in a full batch nothing moves, so no report is better than the first
  const reports = await collect(network, { epochs: 100, batchSize: "full", until: { patience: 3 } }, opposite);
  expect(reports).toHaveLength(4);
  expect(reports.at(-1)!.stopped).toBe("until");
});

test("a validation set is measured with each report's weights", async () => {
  const network = fresh();
  const validation = {
    inputs: [
      [0, 1],
      [1, 1],
    ],
    targets: [[1], [0]],
  };
  for await (const { validationError, accuracy } of train(network, xor, {
    ...base,
    learningRate: 2,
    epochs: 50,
    validation,
  })) {
    const outputs = validation.inputs.map((x) => network.predict(x)[0]!);
    expect(validationError).toBeCloseTo((0.5 * (1 - outputs[0]!) ** 2 + 0.5 * outputs[1]! ** 2) / 2, 6);
    expect(accuracy).toBe((Number(outputs[0]! >= 0.5) + Number(outputs[1]! < 0.5)) / 2);
  }
});

test("a validation fraction is held back: those rows are not learnt from", async () => {
  const inputs = Array.from({ length: 20 }, (_, r) => [r / 20]);
  const targets = inputs.map(([x]) => [x! > 0.5 ? 1 : 0]);
  const reports = await collect(
    Network.create([1, 1], { seed: 1 }),
    { validation: 0.25, batchSize: 1 },
    { inputs, targets },
  );
  expect(reports[0]!.step).toBe(15);
  expect(reports.every(({ validationError }) => Number.isFinite(validationError))).toBe(true);
});

test("the learning rate may be a function of the epoch, 0 first", async () => {
  const [scheduled, fixed] = [fresh(), fresh()];
  const asked: number[] = [];
  await collect(scheduled, {
    epochs: 3,
    learningRate: (epoch) => {
      asked.push(epoch);
      return 0.5;
    },
  });
  await collect(fixed, { epochs: 3 });
  expect(asked).toEqual([0, 1, 2]);
  expect(bits(scheduled)).toEqual(bits(fixed));
  await expect(collect(fresh(), { learningRate: (epoch) => 1 - epoch })).rejects.toThrow(
    "learningRate is 0; expected a positive, finite number for epoch 1",
  );
});

test("break leaves the last report's weights, and everything is freed", async () => {
  const backend = counting(cpu);
  const [stopped, reference] = [fresh(), fresh()];
  let count = 0;
  for await (const _ of train(stopped, xor, { ...base, backend, epochs: 1000, reportEvery: { steps: 3 } }))
    if (++count === 4) break;
  await collect(reference, { epochs: 3 });
  expect(bits(stopped)).toEqual(bits(reference));
  expect(backend.live.size).toBe(0);
});

test("abort gives the last finished step and one last report", async () => {
  const backend = counting(cpu);
  const controller = new AbortController();
  const network = fresh();
  const running = collect(network, {
    backend,
    epochs: Number.POSITIVE_INFINITY,
    reportEvery: { epochs: 1e9 },
    signal: controller.signal,
  });
  await sleep(100);
  controller.abort();
  const reports = await running;
  expect(reports).toHaveLength(1);
  expect(reports[0]!.stopped).toBe("aborted");
  const reference = fresh();
  for await (const _ of train(reference, xor, {
    ...base,
    epochs: Number.POSITIVE_INFINITY,
    reportEvery: { steps: reports[0]!.step },
  }))
    break;
  expect(bits(network)).toEqual(bits(reference));
  expect(backend.live.size).toBe(0);
});

test("an abort while the caller holds a report repeats that report; before the first step there is none", async () => {
  const controller = new AbortController();
  const reports: Report[] = [];
  for await (const report of train(fresh(), xor, { ...base, signal: controller.signal })) {
    reports.push(report);
    if (report.epoch === 2) controller.abort();
  }
  expect(reports.map(({ epoch, stopped }) => ({ epoch, stopped }))).toEqual([
    { epoch: 1, stopped: undefined },
    { epoch: 2, stopped: undefined },
    { epoch: 2, stopped: "aborted" },
  ]);
  expect(await collect(fresh(), { signal: AbortSignal.abort() })).toEqual([]);
});

test("divergence keeps the last report's weights and says what to try", async () => {
  const backend = counting(cpu);
  const network = fresh();
  const seen: number[][] = [bits(network)];
  const diverging = async () => {
    for await (const _ of train(network, xor, {
      ...base,
      backend,
      learningRate: (epoch) => (epoch < 2 ? 0.5 : 3e38),
      momentum: 0.99,
      epochs: 100,
    }))
      seen.push(bits(network));
  };
  await expect(diverging()).rejects.toMatchObject({
    code: "DIVERGED",
    message: expect.stringMatching(/keeps the weights of epoch \d+.*Try a smaller learning rate/),
  });
  expect(bits(network)).toEqual(seen.at(-1));
  expect(bits(network).every(Number.isFinite)).toBe(true);
  expect(backend.live.size).toBe(0);
});

test("a backend that fails in mid-training ends it with BACKEND_FAILED; the network keeps the last report's weights", async () => {
  // the plain kernels run a program operation by operation
  const plain: Backend = await createBackend({ simd: false });
  let sigmoids = 0;
  const failing = counting({
    ...plain,
    sigmoid(net, out) {
      if (++sigmoids > 100) throw new DeltaruleError("BACKEND_FAILED", "the device is gone");
      plain.sigmoid(net, out);
    },
  });
  const network = fresh();
  let kept = bits(network);
  const run = async () => {
    for await (const _ of train(network, xor, { ...base, backend: failing, epochs: 100, reportEvery: { steps: 5 } }))
      kept = bits(network);
  };
  await expect(run()).rejects.toMatchObject({ code: "BACKEND_FAILED" });
  expect(bits(network)).toEqual(kept);
  expect(failing.live.size).toBe(0);
});

test("the event loop lives: a timer of 50 ms fires at least five times in each second of training", async () => {
  const inputs = Array.from({ length: 400 }, (_, r) => Array.from({ length: 100 }, (_, c) => ((r * c) % 7) / 7));
  const targets = inputs.map((_, r) => [r % 2]);
  const controller = new AbortController();
  let ticks = 0;
  const timer = setInterval(() => {
    if (++ticks === 20) controller.abort();
  }, 50);
  const began = performance.now();
  const network = Network.create([100, 50, 1], { seed: 1 });
  const reports = await collect(
    network,
    { epochs: Number.POSITIVE_INFINITY, reportEvery: { epochs: 1e9 }, signal: controller.signal },
    { inputs, targets },
  );
  clearInterval(timer);
  expect(reports.at(-1)!.stopped).toBe("aborted");
  // 20 ticks come in 1 s when nothing is in the way; five a second would be 4 s
  expect(performance.now() - began).toBeLessThan(4000);
});

test("predict on a backend gives what the network gives by itself, for any number of rows", async () => {
  const network = Network.create([784, 30, 10], { seed: 1 });
  const inputs = Array.from({ length: 200 }, (_, r) => Float32Array.from({ length: 784 }, (_, c) => ((r + 1) * c) % 2));
  const outputs = await predict(network, inputs, { backend: cpu });
  expect(outputs).toHaveLength(200);
  const differences = inputs.flatMap((x, r) => [...network.predict(x)].map((a, k) => Math.abs(outputs[r]![k]! - a)));
  expect(Math.max(...differences)).toBeLessThan(1e-5);
  expect((await predict(network, inputs.slice(0, 1), { backend: cpu }))[0]).toEqual(outputs[0]);
  await expect(predict(network, inputs, { backend: cpu, signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
});

test.each<[string, Partial<TrainOptions>, string]>([
  ["rate 0", { learningRate: 0 }, "train: learningRate is 0; expected a positive, finite number"],
  ["rate NaN", { learningRate: Number.NaN }, "learningRate is NaN"],
  ["epochs 0", { epochs: 0 }, "epochs is 0; expected a positive whole number"],
  ["batch 1.5", { batchSize: 1.5 }, "batchSize is 1.5"],
  ["momentum 1", { momentum: 1 }, "momentum is 1; expected a number in [0, 1)"],
  ["validation 1", { validation: 1 }, "validation is 1; expected a data set, or a fraction between 0 and 1"],
  ["validation of none", { validation: 0.01 }, "holds back 0 of 4 samples"],
  ["reportEvery 0", { reportEvery: { steps: 0 } }, "reportEvery.steps is 0"],
  ["accuracy 97", { until: { accuracy: 97 } }, "until.accuracy is 97; expected a share in [0, 1]"],
  ["patience 0", { until: { patience: 0 } }, "until.patience is 0"],
  ["seed ½", { seed: 0.5 }, "seed is 0.5; expected a whole number"],
])("the option %s is refused at once", (_, options, message) => {
  expect(() => train(fresh(), xor, { ...base, ...options })).toThrow(message);
});

test.each<[string, { inputs: number[][]; targets: number[][] }, string]>([
  ["no rows", { inputs: [], targets: [] }, "data.inputs: no rows; expected at least one sample"],
  ["ragged rows", { inputs: [[0, 0], [1]], targets: [[0], [1]] }, "data.inputs: row 1 has 1 values; expected 2"],
  [
    "NaN",
    {
      inputs: [
        [0, 0],
        [1, Number.NaN],
      ],
      targets: [[0], [1]],
    },
    "data.inputs: row 1, column 1 is NaN; expected a finite number",
  ],
  ["an infinite input", { inputs: [[Number.POSITIVE_INFINITY, 0]], targets: [[0]] }, "row 0, column 0 is Infinity"],
  [
    "a target of 5",
    { inputs: [[0, 0]], targets: [[5]] },
    "data.targets: row 0, column 0 is 5; expected a value in [0, 1], the range of a sigmoid output: scale the targets",
  ],
  [
    "one target too few",
    {
      inputs: [
        [0, 0],
        [1, 1],
      ],
      targets: [[0]],
    },
    "2 rows of inputs and 1 rows of targets",
  ],
  ["too many outputs", { inputs: [[0, 0]], targets: [[0, 1]] }, "data.targets: row 0 has 2 values; expected 1"],
])("data with %s is refused at once, and the message says where", (_, data, message) => {
  expect(() => train(fresh(), data, base)).toThrow(message);
});

test("an input too large for the backend's precision is refused and named, not turned into an infinity", async () => {
  await expect(collect(fresh(), {}, { inputs: [[0, 1e39]], targets: [[1]] })).rejects.toThrow(
    /data\.inputs: row 0, column 1 is 1e\+39; expected at most 3\.4\d+e\+38/,
  );
});

test("a network with a weight that isn't finite is refused", () => {
  const network = Network.from([{ inputs: 2, units: 1, weights: [Number.NaN, 0] }]);
  expect(() => train(network, xor, base)).toThrow("a weight that is not finite");
});
