import { Network, predict, type Report, train } from "@deltarule/core";
import { expect, test } from "vitest";
import { base, bits, collect, cpu, fresh, xor } from "./xor.ts";

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
