import { type Candidate, type Exercise, weightCount } from "@deltarule/measure";
import { type ProcessOptions, processCandidate } from "../processes/process-candidate.ts";
import { type Task, taskArguments } from "../processes/task.ts";
import type { Peer } from "./catalogue.ts";
import { proofOf } from "./prove-peer.ts";

/** The task as a peer that steps in its own way is given it: ε is for the mean over what it steps on. */
export function peerTask<T extends Pick<Task, "batchSize" | "samples" | "rate">>(
  { step }: Pick<Peer, "step">,
  task: T,
): T {
  if (step === "batch") return task;
  return step === "sample"
    ? { ...task, batchSize: 1, rate: task.rate / task.batchSize }
    : { ...task, batchSize: task.samples };
}

export interface PeerOptions extends Pick<ProcessOptions, "patience" | "clock"> {
  /** One by default. */
  readonly threads?: number | undefined;
}

export function peerCandidate(
  peer: Peer,
  exercise: Exercise,
  file: string,
  { patience, clock, threads }: PeerOptions,
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
    { patience, clock, prove: proofOf(peer, exercise, task, patience) },
  );
}
