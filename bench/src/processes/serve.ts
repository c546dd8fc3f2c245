import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { parseTask, type Task } from "./task.ts";

/** A library that was given a task. */
export interface Learner {
  /** Library, version, and where its rule differs. */
  readonly note: string;
  /** So many epochs, to the end; gives the number of samples that it went through. */
  train(epochs: number): number | Promise<number>;
  /** The output activations of one row of inputs. */
  outputs?(input: Float32Array): ArrayLike<number> | Promise<ArrayLike<number>>;
}

/** A task with what its file holds. */
export interface LoadedTask extends Task {
  readonly inputs: readonly Float32Array[];
  readonly targets: readonly Float32Array[];
  /** I × J weights and J biases, layer by layer. */
  readonly weights: readonly {
    readonly inputs: number;
    readonly units: number;
    readonly w: Float32Array;
    readonly b: Float32Array;
  }[];
  /** What the command line says after the task. */
  readonly variant: string | undefined;
}

/** Answers the benchmark's lines until its input ends. */
export async function serve(prepare: (task: LoadedTask) => Learner | Promise<Learner>): Promise<void> {
  const task = load(process.argv.slice(2));
  const learner = await attempt(() => prepare(task));
  if (!learner) return;
  console.log(`ready ${learner.note}`);
  for await (const line of createInterface({ input: process.stdin })) {
    const [word, first, second] = line.split(" ");
    if (word === "train") {
      const [began, used] = [performance.now(), process.cpuUsage()];
      const units = await learner.train(Number(first));
      const { user, system } = process.cpuUsage(used);
      console.log(`done ${units} ${(performance.now() - began) / 1000} ${(user + system) / 1e6}`);
    } else if (word === "outputs" && learner.outputs) {
      const outputs: number[] = [];
      for (const row of task.inputs.slice(Number(first), Number(first) + Number(second)))
        outputs.push(...Array.from(await learner.outputs(row)));
      console.log(`outputs ${outputs.join(" ")}`);
    } else console.log(`skip it has no answer to ${word}`);
  }
}

/** A library that can't take the task says why instead of being ready. */
async function attempt(prepare: () => Learner | Promise<Learner>): Promise<Learner | undefined> {
  try {
    return await prepare();
  } catch (cause) {
    console.log(`skip ${cause instanceof Error ? cause.message : String(cause)}`);
    return undefined;
  }
}

function load(args: readonly string[]): LoadedTask {
  const task = parseTask(args);
  const bytes = readFileSync(task.file);
  const values = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  let at = 0;
  const take = (count: number) => {
    at += count;
    return values.subarray(at - count, at);
  };
  const table = (cols: number) => Array.from({ length: task.rows }, () => take(cols));
  const inputs = table(task.layers[0]!);
  const targets = table(task.layers.at(-1)!);
  const weights = task.layers.slice(1).map((units, l) => {
    const below = task.layers[l]!;
    return { inputs: below, units, w: take(below * units), b: take(units) };
  });
  return { ...task, inputs, targets, weights, variant: args[6] };
}
