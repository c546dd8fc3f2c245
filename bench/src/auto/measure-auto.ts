import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { catalogue } from "@deltarule/backends";
import { type Measured, type Measurement, type Prepared, pairedRatio, spread, type Work } from "@deltarule/measure";
import type { BenchOptions } from "../options.ts";
import { ourCandidates } from "../our-candidates.ts";
import type { Workload } from "../workloads.ts";

const execute = promisify(execFile);

/** Each backend is trained on for so long, after each choice. */
const MILLISECONDS = 5000;
const PIECE = 200;
const ROUNDS = 5;
const BEST = "the best of each round";

/** Whether "auto" chooses well: round by round it chooses in a fresh process, and then each of those to choose from is timed at length. */
export async function measureAuto(options: BenchOptions): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const workload of options.workloads) measurements.push(await measureOne(workload, options));
  return measurements;
}

async function measureOne(
  workload: Workload,
  { patience, turns: { signal, onTurn } }: BenchOptions,
): Promise<Measurement> {
  const names = catalogue.flatMap(({ name, cpuBits }) => (cpuBits ? name : []));
  const candidates = ourCandidates(workload, names, { patience }).filter(({ name }) => !name.includes("compiled"));
  const open: Prepared[] = [];
  const rates = names.map((): number[] => []);
  const choices: string[] = [];
  try {
    for (const candidate of candidates) open.push(await candidate.prepare());
    for (let round = 1; round <= ROUNDS; round++) {
      signal?.throwIfAborted();
      choices.push(await choice(workload));
      for (const [b, perSecond] of (await ratesOf(open)).entries()) {
        rates[b]!.push(perSecond);
        onTurn?.({ candidate: names[b]!, round, rounds: ROUNDS, perSecond });
      }
    }
  } finally {
    await Promise.allSettled(open.map((prepared) => prepared.close()));
  }
  const best = choices.map((_, round) => Math.max(...rates.map((of) => of[round]!)));
  const chosen = choices.map((name, round) => rates[names.indexOf(name)]![round]!);
  const row = (candidate: string, of: readonly number[], note?: string): Measured => ({
    candidate,
    status: "measured",
    ...(note && { note }),
    perSecond: spread(of),
    rates: of,
    ratio: pairedRatio(of, best),
  });
  return {
    title: `Auto on ${workload.title}`,
    unit: "samples",
    baseline: BEST,
    rounds: ROUNDS,
    minimumMilliseconds: MILLISECONDS,
    outcomes: [
      row(BEST, best),
      row("auto", chosen, `took ${choices.join(", ")}`),
      ...names.map((name, b) => row(`deltarule ${name}`, rates[b]!)),
    ],
  };
}

async function choice({ options: { layers, batchSize, samples } }: Workload): Promise<string> {
  const program = fileURLToPath(new URL("./choose.js", import.meta.url));
  const { stdout } = await execute(process.execPath, [program, layers.join("-"), `${batchSize}`, `${samples}`]);
  const [, name] = /^took (\S+), /.exec(stdout) ?? [];
  if (!name) throw new Error(`${program} wrote ${stdout}; expected the name of a backend`);
  return name;
}

/** Samples a second of each, in small pieces by turns, so that what else the machine does falls on all of them. */
async function ratesOf(all: readonly Prepared[]): Promise<number[]> {
  const pieces: number[] = [];
  for (const { run } of all) pieces.push(Math.max(1, Math.ceil(PIECE / milliseconds(await run(1)))));
  const units = all.map(() => 0);
  const took = all.map(() => 0);
  while (Math.min(...took) < MILLISECONDS)
    for (const [b, { run }] of all.entries()) {
      const work = await run(pieces[b]!);
      units[b]! += work.units;
      took[b]! += milliseconds(work);
    }
  return all.map((_, b) => (1000 * units[b]!) / took[b]!);
}

function milliseconds({ milliseconds }: Work): number {
  if (milliseconds === undefined) throw new Error("a candidate told no time; expected one that times itself");
  return milliseconds;
}
