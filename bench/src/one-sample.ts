import {
  exercise,
  hostPredictionCandidate,
  type Measurement,
  predictionCandidate,
  takeTurns,
} from "@deltarule/measure";
import { openBackend } from "./backends.ts";
import type { BenchOptions } from "./options.ts";
import { node } from "./peers/find.ts";
import { processCandidate } from "./processes/process-candidate.ts";
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
          ? [processCandidate("brain.js", node("brain", "run")(task), { patience })]
          : []),
      ],
      { ...turns, title: `One sample through ${layers.join("-")}` },
    );
  } finally {
    await file.remove();
  }
}
