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
import { type BenchOptions, parseOptions, type Section, usage } from "./options.ts";
import { measurePeak } from "./peak/peak-candidates.ts";
import { type Results, save, toJson, writeWhole } from "./save.ts";
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
function commit(): string | undefined {
  try {
    return execFileSync("git", ["describe", "--always", "--dirty"], { encoding: "utf8", stdio: "pipe" }).trim();
  } catch {
    return undefined;
  }
}

/** One section alone, or another clock, doesn't take the place of a run of the usual ones. */
const particularOf = ({ sections, clock }: BenchOptions): string[] => [
  ...(sections.length === 1 ? sections : []),
  ...(clock === "processor" ? ["processor time"] : []),
];

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

  const measured = commit();
  const found: Found[] = [];
  for (const section of options.sections) {
    const part = await measure(section, options);
    show(part);
    found.push(part);
  }
  const measurements = found.flatMap((part) => part.measurements ?? []);
  const claims = formatClaims(measurements);
  if (claims) console.log(claims);

  const mnist = found.find((part) => part.mnist)?.mnist;
  const results: Results = {
    schema: 1,
    date: new Date().toISOString(),
    machine: machine(),
    ...(measured && { commit: measured }),
    versions: { "@deltarule/core": createRequire(import.meta.url)("@deltarule/core/package.json").version },
    measurements,
    figures: found.flatMap((part) => part.figures ?? []),
    ...(mnist && { mnist }),
  };
  if (options.json) await writeWhole(options.json, toJson(results));
  if (options.save) console.log(`saved in ${await save(results, particularOf(options))}`);
}

try {
  await main();
} catch (cause) {
  progress(`bench: ${cause instanceof Error ? cause.message : String(cause)}`);
  process.exitCode = 1;
}
