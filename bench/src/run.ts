import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { type Figure, formatMeasurement, type Measurement, short } from "@deltarule/measure";
import { machine } from "@deltarule/measure/node";
import { measureAuto } from "./auto/measure-auto.ts";
import { measureBundle } from "./bundle/measure-bundle.ts";
import { formatClaims } from "./claims.ts";
import { bestAccuracy, type MnistResult, secondsAnEpoch } from "./mnist/curve.ts";
import { measureMnist } from "./mnist/measure-mnist.ts";
import { formatMnist } from "./mnist/report.ts";
import { measureOneSample } from "./one-sample.ts";
import { measureOperations } from "./operations.ts";
import { apart, type BenchOptions, parseOptions, type Section, usage } from "./options.ts";
import { measurePeak } from "./peak/peak-candidates.ts";
import { type Results, toJson } from "./results.ts";
import { save, writeWhole } from "./save.ts";
import { measureStartUp } from "./start-up/measure-start-up.ts";
import { measureThreads } from "./threads/measure-threads.ts";
import { measureTraining } from "./training.ts";
import { workloads } from "./workloads.ts";

/** What one section of the benchmark gives. */
interface Found {
  readonly measurements?: readonly Measurement[];
  readonly figures?: readonly Figure[];
  readonly mnist?: MnistResult;
}

async function measure(section: Section, options: BenchOptions): Promise<Found> {
  switch (section) {
    case "threads":
      return measureThreads(options);
    case "auto":
      return { measurements: await measureAuto(options) };
    case "peak":
      return { measurements: [await measurePeak(options)] };
    case "operations":
      return { measurements: await measureOperations(options) };
    case "one-sample":
      return { measurements: [await measureOneSample(options)] };
    case "start-up":
      return { measurements: [await measureStartUp(options)] };
    case "bundle":
      return { figures: await measureBundle() };
    case "mnist":
      return {
        mnist: await measureMnist(options, (curve) =>
          progress(
            `${curve.name}, seed ${curve.seed}: best ${(100 * bestAccuracy(curve)).toFixed(2)} %, ${short(secondsAnEpoch(curve))} s an epoch`,
          ),
        ),
      };
    default: {
      const measurements: Measurement[] = [];
      for (const workload of workloads.filter(({ group }) => group === section))
        measurements.push(await measureTraining(workload, options));
      return { measurements };
    }
  }
}

function show({ measurements = [], figures = [], mnist }: Found): void {
  for (const measurement of measurements) console.log(formatMeasurement(measurement));
  for (const { name, value, unit } of figures) console.log(`${name}: ${short(value)} ${unit}`);
  if (mnist) console.log(formatMnist(mnist));
}

const progress = (line: string) => process.stderr.write(`${line}\n`);

/** The commit that is measured, marked where the working tree differs from it. */
function commit(): { readonly commit?: string } {
  try {
    const described = execFileSync("git", ["describe", "--always", "--dirty"], { encoding: "utf8", stdio: "pipe" });
    return { commit: described.trim() };
  } catch {
    return {};
  }
}

/** What the results of a section are saved by, so that they lie in the same place whatever else was measured with them. */
const particularOf = (section: Section, { clock }: BenchOptions): string =>
  [apart.includes(section) ? section : "", clock === "processor" ? "processor time" : ""].join(" ").trim();

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  if (args.includes("--help")) return console.log(usage);
  const interrupted = new AbortController();
  process.once("SIGINT", () => interrupted.abort(new Error("interrupted")));
  const options = await parseOptions(args, {
    signal: interrupted.signal,
    onTurn({ candidate, round, rounds, perSecond }) {
      if (round > 0) progress(`round ${round}/${rounds}  ${candidate}  ${short(perSecond)}/s`);
    },
  });

  const run = {
    schema: 1,
    date: new Date().toISOString(),
    machine: machine(),
    ...commit(),
    versions: { "@deltarule/core": createRequire(import.meta.url)("@deltarule/core/package.json").version },
  } as const;
  const found = new Map<Section, Found>();
  for (const section of options.sections) {
    const part = await measure(section, options);
    show(part);
    found.set(section, part);
  }
  const all = together(run, [...found.values()]);
  const claims = formatClaims(all.measurements);
  if (claims) console.log(claims);
  if (options.json) await writeWhole(options.json, toJson(all));
  if (!options.save) return;
  for (const particular of new Set(options.sections.map((section) => particularOf(section, options)))) {
    const parts = [...found].flatMap(([section, part]) => (particularOf(section, options) === particular ? part : []));
    console.log(`saved in ${await save(together(run, parts), particular)}`);
  }
}

/** What several sections of a run gave. */
function together(run: Omit<Results, "measurements" | "figures" | "mnist">, parts: readonly Found[]): Results {
  const mnist = parts.find((part) => part.mnist)?.mnist;
  return {
    ...run,
    measurements: parts.flatMap((part) => part.measurements ?? []),
    figures: parts.flatMap((part) => part.figures ?? []),
    ...(mnist && { mnist }),
  };
}

try {
  await main();
} catch (cause) {
  progress(`bench: ${cause instanceof Error ? cause.message : String(cause)}`);
  process.exitCode = 1;
}
