import type { Peer } from "../peers/catalogue.ts";
import { peerTask } from "../peers/peer-candidate.ts";
import { converse } from "../processes/conversation.ts";
import { outputsOf } from "../processes/process-candidate.ts";
import { type Task, taskArguments } from "../processes/task.ts";
import type { Curve, Epoch } from "./curve.ts";
import type { Images } from "./images.ts";

export interface PeerRun {
  /** Trains on the first rows of its file; the test images follow them. */
  readonly task: Task;
  readonly test: Images;
  readonly epochs: number;
  /** No epoch is begun after so many seconds of training. */
  readonly budget: number;
  /** Milliseconds within which a program must answer. */
  readonly patience: number;
  readonly signal?: AbortSignal | undefined;
}

/** A peer trains epoch by epoch in a process of its own, its rows in the data's order, and is asked for its outputs after each. */
export async function peerCurve(
  peer: Peer,
  { task, test, epochs, budget, patience, signal }: PeerRun,
  seed: number,
): Promise<Curve> {
  const launch = await peer.find(taskArguments(peerTask(peer, task)))();
  const program = await converse(launch, patience);
  const curve: Epoch[] = [];
  let seconds = 0;
  try {
    while (curve.length < epochs && seconds < budget) {
      signal?.throwIfAborted();
      const [, , processor] = (await program.ask("train 1", "done")).split(" ").map(Number);
      seconds += processor ?? Number.NaN;
      const outputs = await outputsOf(program, task.samples, test.inputs.rows);
      curve.push({ seconds, accuracy: accuracyOf(outputs, test.targets) });
    }
  } finally {
    await program.end();
  }
  const ended = curve.length < epochs && `no more epochs after ${budget} s`;
  return { name: peer.name, note: program.note, seed, epochs: curve, ...(ended && { ended }) };
}

/** The share of the rows whose largest output is the one that the target names. */
export function accuracyOf(outputs: readonly number[], { rows, cols, values }: Images["targets"]): number {
  let right = 0;
  for (let r = 0; r < rows; r++) {
    let best = 0;
    for (let k = 1; k < cols; k++) if (outputs[r * cols + k]! > outputs[r * cols + best]!) best = k;
    if (values[r * cols + best] === 1) right++;
  }
  return right / rows;
}
