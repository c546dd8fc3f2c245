import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Dense, Network } from "@deltarule/core";

/** What a program that trains in a process of its own is told on its command line. */
export interface Task {
  readonly layers: readonly number[];
  readonly batchSize: number;
  /** Rows to train on, the first of the file's, in their order. */
  readonly samples: number;
  /** Rows in the file. */
  readonly rows: number;
  /** ε on the mean over a batch. */
  readonly rate: number;
  /** float32: rows × I inputs, rows × K targets, then layer by layer I × J weights and J biases. */
  readonly file: string;
}

/** As every program, in whatever language, reads it: LAYERS BATCH SAMPLES ROWS RATE FILE. */
export const taskArguments = ({ layers, batchSize, samples, rows, rate, file }: Task): string[] => [
  layers.join(","),
  ...[batchSize, samples, rows, rate].map(String),
  file,
];

export function parseTask([layers = "", batchSize, samples, rows, rate, file = ""]: readonly string[]): Task {
  return {
    layers: layers.split(",").map(Number),
    batchSize: Number(batchSize),
    samples: Number(samples),
    rows: Number(rows),
    rate: Number(rate),
    file,
  };
}

/** Data and initial weights in a temporary file. */
export interface TaskFile {
  readonly path: string;
  remove(): Promise<void>;
}

export async function writeTaskFile(data: { inputs: Dense; targets: Dense }, network: Network): Promise<TaskFile> {
  const folder = await mkdtemp(join(tmpdir(), "deltarule-bench-"));
  const path = join(folder, "task.f32");
  const parts = [
    data.inputs.values,
    data.targets.values,
    ...network.layers.flatMap(({ weights, bias }) => (bias ? [weights, bias] : [weights])),
  ];
  const bytes = parts.map((values) => Buffer.from(Float32Array.from(values).buffer));
  await writeFile(path, Buffer.concat(bytes));
  return { path, remove: () => rm(folder, { recursive: true, force: true }) };
}
