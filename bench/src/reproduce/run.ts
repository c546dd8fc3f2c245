// pnpm reproduce: the figures of the docs, obtained again: fixed seeds, the command line's defaults.
import { createBackend } from "@deltarule/backend-cpu";
import { type Experiment, encoder, type Outcome, reproduce, xor } from "./published.ts";
import { measures, type Task, tasks } from "./splits.ts";

const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
const shown = (x: number) => x.toFixed(3);
let missed = 0;

console.log(
  "| data | measure | network, mean (worst) | linear, mean (worst) | expected | |\n| --- | --- | --- | --- | --- | --- |",
);
for (const task of tasks) console.log(await row(task));

// the same bits on every machine
const backend = await createBackend({ arithmetic: "portable" });
console.log(
  "\n| experiment | solved | epochs: mean | median | range | expected | |\n| --- | --- | --- | --- | --- | --- | --- |",
);
console.log(
  await experimentRow(
    encoder,
    "100 of 100, mean 105–140",
    ({ runs, epochs }) => epochs.length === runs && between(mean(epochs), 105, 140),
  ),
);
console.log(
  await experimentRow(
    xor,
    "90–98 %, median 200–330",
    ({ runs, epochs }) => between(epochs.length / runs, 0.9, 0.98) && between(median(epochs), 200, 330),
  ),
);
await backend.close();
if (missed > 0) {
  console.log(`\n${missed} of these figures are not what is expected.`);
  process.exitCode = 1;
}

async function row(task: Task): Promise<string> {
  const network = await measures(task, "network");
  const linear = await measures(task, "linear");
  const atLeast = task.atLeast === "baseline" ? mean(linear) - 0.02 : task.atLeast;
  const both = [network, linear].map((values) => `${shown(mean(values))} (${shown(Math.min(...values))})`);
  return `| ${task.name} | ${task.measure === "r2" ? "R²" : "accuracy"} | ${both.join(" | ")} | ≥ ${shown(atLeast)} | ${verdict(mean(network) >= atLeast)} |`;
}

async function experimentRow(
  experiment: Experiment,
  expected: string,
  holds: (outcome: Outcome) => boolean,
): Promise<string> {
  const outcome = await reproduce(experiment, backend);
  const { runs, epochs } = outcome;
  const figures = [
    `${epochs.length} of ${runs}`,
    mean(epochs).toFixed(1),
    median(epochs),
    `${epochs[0]}–${epochs.at(-1)}`,
  ];
  return `| ${experiment.title} | ${figures.join(" | ")} | ${expected} | ${verdict(holds(outcome))} |`;
}

function verdict(holds: boolean): string {
  if (!holds) missed++;
  return holds ? "✓" : "not met";
}

function median(sorted: readonly number[]): number {
  const middle = sorted.length / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle) - 1]!) / 2;
}

function between(x: number, low: number, high: number): boolean {
  return x >= low && x <= high;
}
