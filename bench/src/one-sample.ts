import {
  type Exercise,
  exercise,
  hostPredictionCandidate,
  type Measurement,
  type Proof,
  predictionCandidate,
  takeTurns,
} from "@deltarule/measure";
import { openBackend } from "./backends.ts";
import type { BenchOptions } from "./options.ts";
import { node } from "./peers/find.ts";
import type { Conversation } from "./processes/conversation.ts";
import { outputsOf, processCandidate } from "./processes/process-candidate.ts";
import { taskArguments, writeTaskFile } from "./processes/task.ts";
import { findWorkload } from "./workloads.ts";

/** One sample at a time through a trained network of W3's shape. */
export async function measureOneSample({ backends, peers, patience, turns }: BenchOptions): Promise<Measurement> {
  const mine = exercise(findWorkload("w3").options);
  const { layers, batchSize, samples, learningRate: rate } = mine;
  const file = await writeTaskFile(mine.data, mine.network());
  const task = taskArguments({ layers, batchSize, samples, rows: samples, rate, file: file.path });
  try {
    return await takeTurns(
      [
        hostPredictionCandidate("network.predict", mine),
        ...backends.map((backend) => predictionCandidate(`deltarule ${backend}`, () => openBackend(backend), mine, 1)),
        ...(peers.some(({ name }) => name === "brain.js")
          ? [processCandidate("brain.js", node("brain", "run")(task), { patience, prove: sameOutputs(mine) })]
          : []),
      ],
      { ...turns, title: `One sample through ${layers.join("-")}` },
    );
  } finally {
    await file.remove();
  }
}

/** Of a library that may compute in float32: sums of 784 products are nearer than this. */
const ALLOWED = 1e-4;

const sameOutputs =
  ({ data, network }: Exercise) =>
  async (program: Conversation): Promise<Proof> => {
    const { rows, cols, values } = data.inputs;
    const predictor = network();
    const got = await outputsOf(program, 0, rows);
    const expected = Array.from({ length: rows }, (_, r) => [
      ...predictor.predict(values.subarray(r * cols, (r + 1) * cols)),
    ]);
    const off = Math.max(...expected.flat().map((a, e) => Math.abs(a - (got[e] ?? Number.NaN))));
    return { correct: off <= ALLOWED, detail: `an output is ${off.toExponential(1)} off float64; allowed ${ALLOWED}` };
  };
