import { Network } from "@deltarule/core";
import { expect, test } from "vitest";
import { table } from "../src/tasks/task.ts";
import { confusionsOf } from "../src/train/confusion-matrix.ts";

const rows = (inputs: readonly (readonly number[])[], targets: readonly (readonly number[])[]) => ({
  inputs: table(inputs),
  targets: table(targets),
});

test("rows held out are counted by the largest output, by hand", () => {
  // the outputs are the inputs, squashed
  const network = Network.from([{ inputs: 2, units: 2, weights: [1, 0, 0, 1] }]);
  const held = rows(
    [
      [2, 1],
      [1, 2],
      [3, 0],
    ],
    [
      [1, 0],
      [1, 0],
      [0, 1],
    ],
  );
  const task = { outputs: ["rose", "lily"], training: rows([[0, 0]], [[1, 0]]), validation: held };
  expect(confusionsOf(network, task)).toEqual({
    classes: ["rose", "lily"],
    counts: [
      [1, 1],
      [1, 0],
    ],
    rows: 3,
    heldOut: true,
  });
});

test("one output unit says 1 from ½ on; without rows held out the training rows are counted", () => {
  const network = Network.from([{ inputs: 1, units: 1, weights: [1] }]);
  const task = { outputs: ["xor"], training: rows([[-1], [0], [1]], [[0], [0], [1]]), validation: undefined };
  expect(confusionsOf(network, task)).toEqual({
    classes: ["0", "1"],
    counts: [
      [1, 1],
      [0, 1],
    ],
    rows: 3,
    heldOut: false,
  });
});
