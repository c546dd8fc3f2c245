import { createBackend } from "@deltarule/backend-cpu";
import { type Dataset, Network, type TrainOptions, trace, train } from "@deltarule/core";
import { expect, test } from "vitest";

const backend = await createBackend();

/** Hidden weights of 0 make the hidden activations ½; opposite output weights make the output ½. */
const byHand = () =>
  Network.from([
    { inputs: 2, units: 2, weights: [0, 0, 0, 0], bias: [0, 0] },
    { inputs: 2, units: 1, weights: [1, -1], bias: [0] },
  ]);
const one = { inputs: [[1, 0]], targets: [[1]] };

async function trained(network: Network, data: Dataset, options: Omit<TrainOptions, "backend">) {
  const reports = [];
  for await (const report of train(network, data, { backend, shuffle: false, ...options })) reports.push(report);
  return { weights: network.layers.map(({ weights, bias }) => [...weights, ...bias!]), reports };
}

test("one step by hand: w + ε δ a, for every weight and bias of 2-2-1", async () => {
  const { weights, reports } = await trained(byHand(), one, { learningRate: 0.5, epochs: 1 });
  expect(weights).toEqual([
    [1 / 64, -1 / 64, 0, 0, 1 / 64, -1 / 64],
    [1 + 1 / 32, -1 + 1 / 32, 1 / 16],
  ]);
  expect(reports).toHaveLength(1);
  expect(reports[0]).toMatchObject({ epoch: 1, step: 1, error: 1 / 8, errorSum: 1 / 8, stopped: "epochs" });
});

test("a batch adds its samples' changes up; average divides by its rows", async () => {
  const twice = {
    inputs: [
      [1, 0],
      [1, 0],
    ],
    targets: [[1], [1]],
  };
  const sum = await trained(byHand(), twice, { learningRate: 0.5, epochs: 1, batchSize: 2 });
  expect(sum.weights[1]).toEqual([1 + 2 / 32, -1 + 2 / 32, 2 / 16]);
  expect(sum.reports[0]).toMatchObject({ error: 1 / 8, errorSum: 2 / 8 });
  const mean = await trained(byHand(), twice, { learningRate: 0.5, epochs: 1, batchSize: "full", average: true });
  expect(mean.weights[1]).toEqual([1 + 1 / 32, -1 + 1 / 32, 1 / 16]);
});

test("the remainder's average divides by the rows of that batch", async () => {
  const three = {
    inputs: [
      [1, 0],
      [1, 0],
      [1, 0],
    ],
    targets: [[1], [1], [1]],
  };
  // a rate this small leaves the second step's δ equal to the first's within float32
  const { weights } = await trained(byHand(), three, {
    learningRate: 2 ** -20,
    epochs: 1,
    batchSize: 2,
    average: true,
  });
  expect(weights[1]![2]).toBeCloseTo(2 * 2 ** -20 * (1 / 8), 12);
});

test("momentum adds α times the change before: Δw(2) = ε δ a + α Δw(1)", async () => {
  const network = byHand();
  const epsilon = 0.5;
  const alpha = 0.9;
  const first = trace(byHand(), [1, 0], [1], { learningRate: epsilon });
  const afterFirst = Network.from(
    byHand().layers.map(({ bias, ...layer }, l) => ({
      ...layer,
      weights: layer.weights.map((w, at) => w + first.layers[l]!.dw[at]!),
      bias: bias!.map((b, j) => b + first.layers[l]!.dbias![j]!),
    })),
  );
  const second = trace(afterFirst, [1, 0], [1], { learningRate: epsilon });
  await trained(network, one, { learningRate: epsilon, epochs: 2, momentum: alpha });
  network.layers.forEach(({ weights, bias }, l) => {
    weights.forEach((w, at) => {
      expect(w).toBeCloseTo(
        afterFirst.layers[l]!.weights[at]! + second.layers[l]!.dw[at]! + alpha * first.layers[l]!.dw[at]!,
        6,
      );
    });
    bias!.forEach((b, j) => {
      expect(b).toBeCloseTo(
        afterFirst.layers[l]!.bias![j]! + second.layers[l]!.dbias![j]! + alpha * first.layers[l]!.dbias![j]!,
        6,
      );
    });
  });
});

test("every δ uses the weights from before the step: training agrees with trace, sample after sample", async () => {
  const network = Network.create([3, 5, 7, 2], { seed: 2, init: { uniform: 1 } });
  const data = {
    inputs: [
      [0.1, 0.9, -0.3],
      [1, 0, 0.5],
      [-1, 0.2, 0.7],
      [0.4, 0.4, 0.4],
    ],
    targets: [
      [0, 1],
      [1, 0],
      [0.5, 0.5],
      [1, 1],
    ],
  };
  let oracle = Network.from(network.layers);
  data.inputs.forEach((sample, r) => {
    const { layers } = trace(oracle, sample, data.targets[r]!, { learningRate: 0.7 });
    oracle = Network.from(
      oracle.layers.map((layer, l) => ({
        ...layer,
        weights: layer.weights.map((w, at) => w + layers[l]!.dw[at]!),
        bias: layer.bias!.map((b, j) => b + layers[l]!.dbias![j]!),
      })),
    );
  });
  await trained(network, data, { learningRate: 0.7, epochs: 1 });
  network.layers.forEach(({ weights }, l) => {
    weights.forEach((w, at) => {
      expect(w).toBeCloseTo(oracle.layers[l]!.weights[at]!, 5);
    });
  });
});
