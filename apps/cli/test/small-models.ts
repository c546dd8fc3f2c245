import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Network, serializeModel } from "@deltarule/core";
import type { Encoding, Target } from "@deltarule/data";
import type { TableModel } from "../src/model-store.ts";
import type { TrainingRecord } from "../src/training/stored-record.ts";

const training: TrainingRecord = {
  data: { name: "small.csv", rows: { training: 3, validation: 0, test: 0, dropped: 1 } },
  options: { learningRate: 0.1, momentum: 0.5, batch: 10, seed: 7 },
  result: {
    epochs: 2,
    error: 0.25,
    stopped: "epochs",
    test: { rows: 3, heldOut: false, score: { type: "classes", accuracy: 1 } },
  },
  backend: { name: "cpu", device: "paper", precision: "f32" },
  versions: { deltarule: "0.0.0", node: "0.0.0" },
};

const kind: Target = { name: "kind", type: "classes", classes: ["no", "yes"] };

/** Of one column x, which is its own activation. */
export const encodingOf = (target: Target = kind): Encoding => ({
  columns: ["x", target.name],
  inputs: [{ name: "x", type: "number", scaling: "none", mean: 0 }],
  target,
  missing: "drop",
  unseen: "refuse",
});

/** 1-1-2: a hidden unit that is always ½, an output of ½ for "no", and one of ¾, the sigmoid of ln 3, for "yes". */
export const halves: TableModel = {
  network: Network.from([
    { inputs: 1, units: 1, weights: [0], bias: [0] },
    { inputs: 1, units: 2, weights: [2, 0], bias: [-1, Math.log(3)] },
  ]),
  encoding: encodingOf(),
  training,
};

/** 1-K, without a hidden layer. */
export const outputsOnly = (weights: readonly number[], bias: readonly number[], target?: Target): TableModel => ({
  network: Network.from([{ inputs: 1, units: weights.length, weights, bias }]),
  encoding: encodingOf(target),
  training: null,
});

/** Stores a model under a name, and gives back its text. */
export function store(folder: string, name: string, model: TableModel): string {
  const text = serializeModel(model);
  writeFileSync(join(folder, name), text);
  return text;
}
