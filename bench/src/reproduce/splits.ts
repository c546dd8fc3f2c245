import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const cli = fileURLToPath(new URL("../../../apps/cli/dist/main.js", import.meta.url));

/** A data set, trained by the command line with its defaults. */
export interface Task {
  readonly name: string;
  readonly args: readonly string[];
  readonly measure: "accuracy" | "r2";
  /** What the mean over the seeds should reach; "baseline" is the linear model's mean less 0.02. */
  readonly atLeast: number | "baseline";
  readonly seeds: readonly number[];
  /** Options of the linear model alone. */
  readonly linear?: readonly string[];
  /** The table to test on, of a data set that has one; by default rows held out of its only one. */
  readonly testTable?: string;
}

const seeds = Array.from({ length: 20 }, (_, s) => s + 1);

export const tasks: readonly Task[] = [
  { name: "iris", args: ["iris"], measure: "accuracy", atLeast: 0.95, seeds },
  { name: "wine", args: ["wine"], measure: "accuracy", atLeast: 0.97, seeds },
  { name: "breast-cancer", args: ["breast-cancer"], measure: "accuracy", atLeast: 0.96, seeds },
  {
    name: "penguins",
    args: ["penguins", "--target", "species", "--missing", "drop"],
    measure: "accuracy",
    atLeast: 0.98,
    seeds,
  },
  { name: "digits", args: ["digits"], measure: "accuracy", atLeast: 0.96, seeds },
  { name: "concrete", args: ["concrete"], measure: "r2", atLeast: 0.82, seeds },
  { name: "diabetes", args: ["diabetes"], measure: "r2", atLeast: "baseline", seeds },
  {
    name: "fashion-mnist-small",
    args: ["fashion-mnist-small"],
    measure: "accuracy",
    atLeast: 0.8,
    seeds,
    // at the default rate, output units of 784 inputs saturate: some classes are then never named, and beating that would say nothing
    linear: ["--learning-rate", "0.01"],
    testTable: "fashion-mnist-small-test",
  },
];

/** The test measure for each seed. The linear baseline is the same trainer on the same splits, without hidden units. */
export async function measures(
  { args, measure, seeds, linear = [], testTable }: Task,
  model: "network" | "linear",
): Promise<number[]> {
  const results: number[] = [];
  for (const seed of seeds) {
    const hidden = model === "linear" ? ["--hidden", "none", ...linear] : [];
    const training = [...args, ...hidden, "--seed", String(seed)];
    results.push(numberIn(testTable ? await testedOn(testTable, training) : await heldOut(training), measure));
  }
  return results;
}

const heldOut = async (training: readonly string[]) => field(await lastLine("train", ...training, "--no-out"), "test");

async function testedOn(table: string, training: readonly string[]): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), "deltarule-"));
  try {
    const model = join(folder, "model.json");
    await lastLine("train", ...training, "--test", "0", "--out", model);
    return await lastLine("evaluate", model, table);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What the command line ends with, as JSON. One backend and its portable arithmetic, for the same bits on every machine. */
async function lastLine(...args: readonly string[]): Promise<unknown> {
  const backend = ["--backend", "cpu:arithmetic=portable"];
  const { stdout } = await run(process.execPath, [cli, ...args, ...backend, "--json"], { maxBuffer: 2 ** 28 });
  return JSON.parse(stdout.trim().split("\n").at(-1)!);
}

function numberIn(result: unknown, measure: Task["measure"]): number {
  const value = field(result, measure);
  if (typeof value !== "number") throw new Error(`the command line's result has no ${measure} of test rows`);
  return value;
}

const field = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
