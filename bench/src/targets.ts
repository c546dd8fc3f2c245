/** Something that the project claims of a measurement: the first candidate is at least so many times as fast as the second. */
export interface Target {
  /** How the measurement's title begins. */
  readonly measurement: string;
  readonly candidate: string;
  readonly against: string;
  readonly atLeast: number;
  /** Of one build of the kernels only: the default one is the relaxed one where the engine has relaxed SIMD. */
  readonly build?: "portable" | "relaxed";
  /** The claim holds by this as well: what no more can be had from. */
  readonly or?: { readonly against: string; readonly atLeast: number };
}

const on = (
  measurement: string,
  candidate: string,
  against: Readonly<Record<string, number>>,
  more: Pick<Target, "build" | "or"> = {},
): Target[] =>
  Object.entries(against).map(([name, atLeast]) => ({ measurement, candidate, against: name, atLeast, ...more }));

const cpu = "deltarule cpu";
const workers = "deltarule workers";
const products = "all products of a step, cpu";
const portablePeak = "128-bit peak, mul beside add, 14 chains";
const relaxedPeak = "128-bit peak, relaxed madd, 12 chains";

export const targets: readonly Target[] = [
  ...on("W1 ", cpu, { "brain.js": 1.8, synaptic: 1.15, "FANN incremental": 1 }),
  ...on("W2 4-10-3, batch 1:", cpu, { "FANN incremental": 2.4, synaptic: 2.9, "brain.js": 5.5 }),
  ...on("W2 4-10-3, batch 16:", cpu, { "numpy by hand": 18, "PyTorch by hand": 24 }),
  ...on("W3 ", cpu, { "FANN incremental": 6, "PyTorch eager": 3.5, "tfjs wasm": 16, "brain.js": 42 }),
  ...on("W3 ", cpu, { "numpy by hand": 0.9 }, { build: "portable" }),
  ...on("W3 ", cpu, { "numpy by hand": 1 }, { build: "relaxed" }),
  ...on("W4 ", cpu, { "tfjs wasm": 8.5, "brain.js": 55 }),
  ...on("W5 ", cpu, { "tfjs wasm": 8.5 }),
  ...["W4", "W5", "W6"].flatMap((id) => [
    ...on(`${id}'s matrix products`, products, { [portablePeak]: 0.62 }, { build: "portable" }),
    ...on(`${id}'s matrix products`, products, { [relaxedPeak]: 0.75 }, { build: "relaxed" }),
  ]),
  // as many threads as there are cores are never much slower than one
  ...["W1 ", "W2 4-10-3, batch 1:", "W2 4-10-3, batch 16:", "W3 ", "W4 ", "W5 ", "W6 "].flatMap((title) =>
    on(title, workers, { [cpu]: 0.9 }),
  ),
  ...Object.entries({ W4: 1.5, W5: 1.7, W6: 1.8 }).flatMap(([id, atLeast]) =>
    on(
      `2 threads, ${id} `,
      `${workers}:threads=2`,
      { [cpu]: atLeast },
      { or: { against: "2 of deltarule cpu, at once", atLeast: 0.92 } },
    ),
  ),
  ...["W1 ", "W2 4-10-3, batch 1:", "W2 4-10-3, batch 16:", "W3 ", "W4 ", "W5 ", "W6 "].flatMap((title) =>
    on(`Auto on ${title}`, "auto", { "the best of each round": 0.9 }),
  ),
  ...on("One sample ", "network.predict", { "brain.js": 2 }),
  ...on("One sample ", cpu, { "brain.js": 5 }),
  ...on("Start: ", cpu, { "tfjs cpu": 10 }),
];
