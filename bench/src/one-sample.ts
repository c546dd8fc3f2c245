import { type Exercise, exercise, type Measurement, type Proof, takeTurns } from "@deltarule/measure";
import type { BenchOptions } from "./options.ts";
import { ourPredictions } from "./our-candidates.ts";
import { node } from "./peers/find.ts";
import type { Conversation } from "./processes/conversation.ts";
import { outputsOf, processCandidate, titled } from "./processes/process-candidate.ts";
import { taskArguments, writeTaskFile } from "./processes/task.ts";
import { findWorkload } from "./workloads.ts";

/** One sample at a time through a trained network of W3's shape. */
export async function measureOneSample(options: BenchOptions): Promise<Measurement> {
  const { backends, peers, patience, clock, turns } = options;
  const workload = findWorkload("w3");
  const mine = exercise(workload.options);
  const { layers, batchSize, samples, learningRate: rate } = mine;
  const file = await writeTaskFile(mine.data, mine.network());
  const task = taskArguments({ layers, batchSize, samples, rows: samples, rate, file: file.path });
  try {
    return await takeTurns(
      [
        ...ourPredictions(workload, backends, { patience, clock }),
        ...(peers.some(({ name }) => name === "brain.js")
          ? [processCandidate("brain.js", node("brain", "run")(task), { patience, clock, prove: sameOutputs(mine) })]
          : []),
      ],
      { ...turns, title: titled(`One sample through ${layers.join("-")}`, clock) },
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
