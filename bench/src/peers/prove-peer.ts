import type { Exercise, Proof } from "@deltarule/measure";
import { type Conversation, converse } from "../processes/conversation.ts";
import { outputsOf } from "../processes/process-candidate.ts";
import { type Task, taskArguments } from "../processes/task.ts";
import type { Peer } from "./catalogue.ts";
import { oracleFor, type Steps } from "./peer-oracle.ts";

/** How a peer is shown to do what it is timed for; undefined where that can't be seen from outside. */
export function proofOf(
  peer: Peer,
  exercise: Exercise,
  task: Task,
  patience: number,
): (() => Promise<Proof>) | undefined {
  if (peer.proof === "none") return undefined;
  const few: Task = { ...task, samples: exercise.batchSize, batchSize: Math.min(task.batchSize, exercise.batchSize) };
  return peer.proof === "rule"
    ? () => inAnother(peer, few, patience, (program) => proveRule(program, exercise, few))
    : () => inAnother(peer, task, patience, (program) => proveLearning(program, exercise, task));
}

/** The process that is timed goes on from untouched weights. */
async function inAnother(
  peer: Peer,
  task: Task,
  patience: number,
  prove: (program: Conversation) => Promise<Proof>,
): Promise<Proof> {
  const program = await converse(await peer.find(taskArguments(task))(), patience);
  try {
    return await prove(program);
  } finally {
    await program.end();
  }
}

/**
 * After one batch the outputs for the first sample are within a hundredth of their change in the oracle. That tells a wrong factor, rate
 * or order from float32's roundings.
 */
export async function proveRule(program: Conversation, exercise: Exercise, task: Steps): Promise<Proof> {
  await program.ask("train 1", "done");
  const got = await outputsOf(program, 0, 1);
  const sample = exercise.data.inputs.values.subarray(0, exercise.layers[0]);
  const before = exercise.network().predict(sample);
  const oracle = oracleFor(exercise);
  const expected = (await oracle.trained(exercise, task)).predict(sample);
  const largest = (f: (a: number, k: number) => number) =>
    Math.max(...Array.from(expected, (a, k) => Math.abs(f(a, k))));
  const off = largest((a, k) => a - (got[k] ?? Number.NaN));
  const change = largest((a, k) => a - before[k]!);
  return {
    correct: off <= 0.01 * change,
    detail: `after ${task.samples} samples an output is ${off.toExponential(1)} off ${oracle.name}; it changed by ${change.toExponential(1)}`,
  };
}

// steps enough for the error to fall whatever the weights are, and few outputs to be sent
const EPOCHS = 10;
const ROWS = 32;

/** A peer of another rule has no oracle here; but it must come nearer to the targets that it is trained on. */
async function proveLearning(program: Conversation, { data }: Exercise, { rows }: Task): Promise<Proof> {
  const count = Math.min(rows, ROWS);
  const error = async () => {
    const outputs = await outputsOf(program, 0, count);
    const { values, cols } = data.targets;
    let sum = 0;
    for (let e = 0; e < count * cols; e++) sum += 0.5 * (values[e]! - (outputs[e] ?? Number.NaN)) ** 2;
    return sum / count;
  };
  const before = await error();
  await program.ask(`train ${EPOCHS}`, "done");
  const after = await error();
  return {
    correct: after < before,
    detail: `its error goes from ${before.toPrecision(3)} to ${after.toPrecision(3)} in ${EPOCHS} epochs`,
  };
}
