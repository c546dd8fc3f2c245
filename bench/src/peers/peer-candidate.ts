import type { Network } from "@deltarule/core";
import { type Candidate, type Exercise, type Proof, trainInFloat64, weightCount } from "@deltarule/measure";
import { converse } from "../processes/conversation.ts";
import { outputsOf, processCandidate } from "../processes/process-candidate.ts";
import { type Task, taskArguments } from "../processes/task.ts";
import type { Peer } from "./catalogue.ts";

/** The task as a peer that steps in its own way is given it: ε is for the mean over what it steps on. */
export function peerTask({ step }: Peer, task: Task): Task {
  if (step === "batch") return task;
  return step === "sample"
    ? { ...task, batchSize: 1, rate: task.rate / task.batchSize }
    : { ...task, batchSize: task.samples };
}

export interface PeerOptions {
  /** Milliseconds within which its program must answer. */
  readonly patience: number;
  /** One by default. */
  readonly threads?: number | undefined;
}

export function peerCandidate(
  peer: Peer,
  exercise: Exercise,
  file: string,
  { patience, threads }: PeerOptions,
): Candidate {
  const { layers, batchSize, samples, learningRate } = exercise;
  const task = peerTask(peer, { layers, batchSize, samples, rows: samples, rate: learningRate, file });
  return processCandidate(
    peer.name,
    async () => {
      const { weights, reason } = peer.most ?? { weights: Number.POSITIVE_INFINITY, reason: "" };
      if (weightCount(layers) > weights) throw new Error(`${weightCount(layers)} weights: ${reason}`);
      return { ...(await peer.find(taskArguments(task))()), threads };
    },
    {
      patience,
      prove: peer.sameRule && affordable(exercise) ? () => provePeer(peer, exercise, task, patience) : undefined,
    },
  );
}

/** float64 takes a minute for a batch of W6: the rule of a peer is proved on the other workloads. */
const affordable = ({ layers, batchSize }: Exercise) => weightCount(layers) * batchSize < 2e8;

/**
 * Another process of the peer trains one batch from the same weights; its outputs for the first sample are then within a hundredth of
 * their change in float64. That tells a wrong factor, rate or order from float32's roundings.
 */
async function provePeer(peer: Peer, exercise: Exercise, task: Task, patience: number): Promise<Proof> {
  const few: Task = { ...task, samples: exercise.batchSize, batchSize: Math.min(task.batchSize, exercise.batchSize) };
  const launch = await peer.find(taskArguments(few))();
  const program = await converse(launch, patience);
  try {
    await program.ask("train 1", "done");
    const got = await outputsOf(program, 0, 1);
    const sample = exercise.data.inputs.values.subarray(0, exercise.layers[0]);
    const before = exercise.network().predict(sample);
    const expected = inFloat64(exercise, few).predict(sample);
    const largest = (f: (a: number, k: number) => number) =>
      Math.max(...Array.from(expected, (a, k) => Math.abs(f(a, k))));
    const off = largest((a, k) => a - (got[k] ?? Number.NaN));
    const change = largest((a, k) => a - before[k]!);
    return {
      correct: off <= 0.01 * change,
      detail: `after ${few.samples} samples an output is ${off.toExponential(1)} off float64; it changed by ${change.toExponential(1)}`,
    };
  } finally {
    await program.end();
  }
}

function inFloat64({ data, network }: Exercise, { samples, batchSize, rate }: Task): Network {
  let trained = network();
  for (let at = 0; at < samples; at += batchSize) {
    const of = Uint32Array.from({ length: batchSize }, (_, r) => at + r);
    trained = trainInFloat64(trained, { ...data, of }, { rate, steps: 1 });
  }
  return trained;
}
