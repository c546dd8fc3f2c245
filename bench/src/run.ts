import { type Figure, formatMeasurement, type Measurement, short } from "@deltarule/measure";
import { measureAuto } from "./auto/measure-auto.ts";
import { measureBundle } from "./bundle/measure-bundle.ts";
import { formatClaims } from "./claims.ts";
import { measureBackends } from "./every-backend/measure-backends.ts";
import { measureGpu } from "./gpu/measure-gpu.ts";
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
import { type ThisRun, thisRun } from "./this-run.ts";
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
    case "backends":
      return { measurements: await measureBackends(options) };
    case "gpu":
      return { measurements: await measureGpu(options) };
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

  const begun = thisRun();
  const found = new Map<Section, Found>();
  for (const section of options.sections) {
    const part = await measure(section, options);
    show(part);
    found.set(section, part);
  }
  const all = together(begun, [...found.values()]);
  const claims = formatClaims(all.measurements);
  if (claims) console.log(claims);
  if (options.json) await writeWhole(options.json, toJson(all));
  if (!options.save) return;
  for (const particular of new Set(options.sections.map((section) => particularOf(section, options)))) {
    const parts = [...found].flatMap(([section, part]) => (particularOf(section, options) === particular ? part : []));
    console.log(`saved in ${await save(together(begun, parts), particular)}`);
  }
}

/** What several sections of a run gave. */
function together(begun: ThisRun, parts: readonly Found[]): Results {
  const mnist = parts.find((part) => part.mnist)?.mnist;
  return {
    ...begun,
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
