import type { ExerciseOptions } from "@deltarule/measure";

/** A network, a batch size and a data set that libraries are compared on. */
export interface Workload {
  readonly id: string;
  /** What selects it on the command line; W2 is two workloads. */
  readonly group: string;
  readonly title: string;
  readonly options: ExerciseOptions & {
    readonly layers: readonly number[];
    readonly batchSize: number;
    readonly samples: number;
  };
}

export const workloads: readonly Workload[] = [
  workload("w1", [2, 2, 1], 1, 4, "XOR's network"),
  workload("w2", [4, 10, 3], 1, 144, "iris's network"),
  workload("w2b16", [4, 10, 3], 16, 144, "iris's network"),
  workload("w3", [784, 30, 10], 10, 200, "Nielsen's network for MNIST"),
  workload("w4", [784, 300, 10], 32, 320, "a larger network for MNIST"),
  workload("w5", [784, 800, 800, 10], 128, 256, "two hidden layers of 800"),
  // its step is so long that ten epochs from report to report would be minutes a turn
  workload("w6", [1024, 2048, 2048, 1024], 512, 512, "layers of 2048", { epochsPerReport: 4 }),
];

export function findWorkload(id: string): Workload {
  const found = workloads.find((workload) => workload.id === id);
  if (!found) throw new Error(`no workload ${id}; expected one of ${workloads.map(({ id }) => id).join(", ")}`);
  return found;
}

function workload(
  id: string,
  layers: readonly number[],
  batchSize: number,
  samples: number,
  what: string,
  more: Pick<ExerciseOptions, "epochsPerReport"> = {},
): Workload {
  const group = id.slice(0, 2);
  return {
    id,
    group,
    title: `${group.toUpperCase()} ${layers.join("-")}, batch ${batchSize}: ${what}`,
    options: { layers, batchSize, samples, ...more },
  };
}
