import { Network, type TrainOptions, train } from "@deltarule/core";
import { expect, test } from "vitest";
import { base, collect, fresh, xor } from "./xor.ts";

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
