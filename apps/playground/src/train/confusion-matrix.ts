import type { Network } from "@deltarule/core";
import { confusionMatrix } from "@deltarule/data";
import { rowOf, type Task } from "../tasks/task.ts";

export interface ConfusionMatrix {
  readonly classes: readonly string[];
  /** A row an actual class, a column what the network says. */
  readonly counts: readonly (readonly number[])[];
  /** How many samples were counted. */
  readonly rows: number;
  /** They are held out, and not trained on. */
  readonly heldOut: boolean;
}

// multiplications: a tenth of a second at most
const MOST_WORK = 3e7;

/** Counts the first rows held out, or of the training, as many as don't take long. One output unit alone says 1 from ½ on. */
export function confusionsOf(
  network: Network,
  task: Pick<Task, "outputs" | "training" | "validation">,
): ConfusionMatrix {
  const { inputs, targets } = task.validation ?? task.training;
  const classes = task.outputs.length > 1 ? task.outputs : ["0", "1"];
  const classOf = (outputs: ArrayLike<number>): string => {
    if (outputs.length === 1) return outputs[0]! >= 0.5 ? "1" : "0";
    const values = Array.from(outputs);
    return classes[values.indexOf(Math.max(...values))]!;
  };
  const weights = network.layers.reduce((sum, layer) => sum + layer.weights.length, 0);
  const rows = Math.min(inputs.rows, Math.ceil(MOST_WORK / weights));
  const all = Array.from({ length: rows }, (_, r) => r);
  const counts = confusionMatrix(
    classes,
    all.map((r) => classOf(rowOf(targets, r))),
    all.map((r) => classOf(network.predict(rowOf(inputs, r)))),
  );
  return { classes, counts, rows, heldOut: task.validation !== undefined };
}
