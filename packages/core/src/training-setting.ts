import type { Values } from "./backend.ts";
import { crc32OfValues } from "./checksum.ts";
import type { Dataset, DenseDataset } from "./dataset.ts";
import { DeltaruleError, type ErrorCode } from "./errors.ts";
import type { Network } from "./network.ts";
import type { TrainOptions } from "./train-options.ts";
import type { Fingerprint, TrainingSetting } from "./training-state.ts";

/** `data` with its held-out fraction still in it; `validation` counts only as a data set of its own. */
export function trainingSetting(
  network: Network,
  data: DenseDataset,
  validation: DenseDataset | undefined,
  sampleWeights: Float64Array | undefined,
  options: Omit<TrainOptions, "batchSize" | "reportEvery"> & Pick<TrainingSetting, "batchSize" | "stepsAReport">,
): TrainingSetting {
  const { average = false, momentum = 0, shuffle = true, seed = 0, learningRate, batchSize, stepsAReport } = options;
  const measured = isDataset(options.validation) ? validation && fingerprint(validation) : options.validation;
  return {
    sizes: network.sizes,
    biases: network.layers.map(({ bias }) => bias !== undefined),
    data: fingerprint(data),
    ...(measured !== undefined && { validation: measured }),
    batchSize,
    average,
    momentum,
    shuffle,
    ...(sampleWeights && { sampleWeights: checksum(sampleWeights) }),
    seed,
    learningRate: typeof learningRate === "number" ? learningRate : "function",
    stepsAReport,
  };
}

const isDataset = (validation: Dataset | number | undefined): validation is Dataset => typeof validation === "object";

const fingerprint = ({ inputs, targets }: DenseDataset): Fingerprint => ({
  samples: inputs.rows,
  inputs: checksum(inputs.values),
  targets: checksum(targets.values),
});

const checksum = (values: Values) => `crc32:${crc32OfValues(values)}`;

type Term = readonly [name: string, code: ErrorCode, of: (setting: TrainingSetting) => string | number | boolean];

const ofSet = (name: string, print: (setting: TrainingSetting) => Fingerprint | number | undefined): Term[] => {
  const get = (key: keyof Fingerprint) => (setting: TrainingSetting) => {
    const set = print(setting);
    return typeof set === "object" ? set[key] : "absent";
  };
  return [
    [`the number of samples in ${name}`, "DATA_INVALID", get("samples")],
    [`the checksum of ${name}.inputs`, "DATA_INVALID", get("inputs")],
    [`the checksum of ${name}.targets`, "DATA_INVALID", get("targets")],
  ];
};

const terms: readonly Term[] = [
  ["the network's sizes", "OPTION_INVALID", ({ sizes }) => sizes.join("-")],
  [
    "the network's layers with biases",
    "OPTION_INVALID",
    ({ biases }) => biases.flatMap((has, l) => (has ? l + 1 : [])).join(", ") || "none",
  ],
  ...ofSet("data", ({ data }) => data),
  [
    "validation",
    "OPTION_INVALID",
    ({ validation = "none" }) => (typeof validation === "object" ? "a data set" : validation),
  ],
  ...ofSet("validation", ({ validation }) => validation),
  ["batchSize", "OPTION_INVALID", ({ batchSize }) => batchSize],
  ["average", "OPTION_INVALID", ({ average }) => average],
  ["momentum", "OPTION_INVALID", ({ momentum }) => momentum],
  ["shuffle", "OPTION_INVALID", ({ shuffle }) => shuffle],
  ["the checksum of sampleWeights", "DATA_INVALID", ({ sampleWeights = "absent" }) => sampleWeights],
  ["seed", "OPTION_INVALID", ({ seed }) => seed],
  ["learningRate", "OPTION_INVALID", ({ learningRate }) => (learningRate === "function" ? "a function" : learningRate)],
];

/**
 * Holds a training that goes on to the setting it began with.
 * @throws DATA_INVALID, OPTION_INVALID naming the first difference
 */
export function checkSameSetting(now: TrainingSetting, before: TrainingSetting): void {
  for (const [name, code, of] of terms)
    if (of(now) !== of(before))
      throw new DeltaruleError(
        code,
        `train: ${name} is ${of(now)}; expected ${of(before)}, as when the training of this state began`,
      );
}
