import { type Measured, type Measurement, pairedRatio, short } from "@deltarule/measure";

type Build = "portable" | "relaxed";

/** A claim of the README: in this measurement, the first candidate is at least so many times as fast as the second. */
export interface Target {
  readonly measurement: string;
  readonly candidate: string;
  readonly against: string;
  readonly atLeast: number;
  /** Of one build of the kernels only: the default one is the relaxed one where the engine has relaxed SIMD. */
  readonly build?: Build;
}

const on = (
  measurement: string,
  candidate: string,
  against: Readonly<Record<string, number>>,
  build?: Build,
): Target[] =>
  Object.entries(against).map(([name, atLeast]) => ({
    ...{ measurement, candidate, against: name, atLeast },
    ...(build && { build }),
  }));

const cpu = "deltarule cpu";
const products = "all products of a step, cpu";
const portablePeak = "128-bit peak, mul beside add, 14 chains";
const relaxedPeak = "128-bit peak, relaxed madd, 12 chains";

export const targets: readonly Target[] = [
  ...on("W1 ", cpu, { "brain.js": 1.8, synaptic: 1.15, "FANN incremental": 1 }),
  ...on("W2 4-10-3, batch 1:", cpu, { "FANN incremental": 2.4, synaptic: 2.9, "brain.js": 5.5 }),
  ...on("W2 4-10-3, batch 16:", cpu, { "numpy by hand": 18, "PyTorch by hand": 24 }),
  ...on("W3 ", cpu, { "FANN incremental": 6, "PyTorch eager": 3.5, "tfjs wasm": 16, "brain.js": 42 }),
  ...on("W3 ", cpu, { "numpy by hand": 0.9 }, "portable"),
  ...on("W3 ", cpu, { "numpy by hand": 1 }, "relaxed"),
  ...on("W4 ", cpu, { "tfjs wasm": 8.5, "brain.js": 55 }),
  ...on("W5 ", cpu, { "tfjs wasm": 8.5 }),
  ...["W4", "W5", "W6"].flatMap((id) => [
    ...on(`${id}'s matrix products`, products, { [portablePeak]: 0.62 }, "portable"),
    ...on(`${id}'s matrix products`, products, { [relaxedPeak]: 0.75 }, "relaxed"),
  ]),
  ...on("One sample ", "network.predict", { "brain.js": 2 }),
  ...on("One sample ", cpu, { "brain.js": 5 }),
  ...on("Start: ", cpu, { "tfjs cpu": 10 }),
];

/** The claims that these measurements can speak to, each with what was found; undefined when there is none. */
export function formatTargets(measurements: readonly Measurement[]): string | undefined {
  const rows = targets.flatMap(({ measurement, candidate, against, atLeast, build }) => {
    const found = measurements.find(({ title }) => title.startsWith(measurement));
    const ours = [candidate, `${candidate}:portable`]
      .map((name) => measured(found, name))
      .find((outcome) => outcome && (!build || outcome.note?.includes(build)));
    const theirs = measured(found, against);
    if (!found || !ours || !theirs) return [];
    const { median, lower, upper } = pairedRatio(ours.rates, theirs.rates);
    const verdict = median >= atLeast ? "yes" : "no";
    const where = found.title.split(":")[0];
    return [
      `| ${where} | ${ours.candidate} | ${against} | ${atLeast}× | ${short(median)}× (${short(lower)}–${short(upper)}) | ${verdict} |`,
    ];
  });
  if (rows.length === 0) return undefined;
  return [
    "### Claims\n",
    "| | | against | at least | found | holds |",
    "| --- | --- | --- | ---: | ---: | --- |",
    ...rows,
    "",
  ].join("\n");
}

const measured = (measurement: Measurement | undefined, name: string): Measured | undefined =>
  measurement?.outcomes.find(
    (outcome): outcome is Measured => outcome.status === "measured" && outcome.candidate === name,
  );
