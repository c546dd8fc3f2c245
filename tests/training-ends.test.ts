import { setTimeout as sleep } from "node:timers/promises";
import { createBackend } from "@deltarule/backend-cpu";
import { type Backend, DeltaruleError, Network, type Report, train } from "@deltarule/core";
import { expect, test } from "vitest";
import { base, bits, collect, counting, cpu, fresh, xor } from "./xor.ts";

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
