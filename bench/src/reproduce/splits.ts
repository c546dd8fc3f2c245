import { execFile } from "node:child_process";
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
];

/** The test measure for each seed. The linear baseline is the same trainer on the same splits, without hidden units. */
export async function measures({ args, measure, seeds }: Task, model: "network" | "linear"): Promise<number[]> {
  const results: number[] = [];
  for (const seed of seeds) {
    const hidden = model === "linear" ? ["--hidden", "none"] : [];
    const { stdout } = await run(
      process.execPath,
      [cli, "train", ...args, ...hidden, "--seed", String(seed), "--json", "--no-out"],
      {
        maxBuffer: 2 ** 28,
      },
    );
    const line: unknown = JSON.parse(stdout.trim().split("\n").at(-1)!);
    results.push(testMeasure(line, measure));
  }
  return results;
}

function testMeasure(line: unknown, measure: Task["measure"]): number {
  const test = field(line, "test");
  const value = field(test, measure);
  if (typeof value !== "number") throw new Error(`the command line's result has no test.${measure}`);
  return value;
}

const field = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
