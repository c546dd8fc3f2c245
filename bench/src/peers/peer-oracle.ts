import { loadBackend } from "@deltarule/backends";
import { type Dense, type Network, train } from "@deltarule/core";
import { type Exercise, trainInFloat64, weightCount } from "@deltarule/measure";
import type { Task } from "../processes/task.ts";

/** An epoch over the first samples, in batches; ε is on the mean over a batch. */
export type Steps = Pick<Task, "samples" | "batchSize" | "rate">;

/** What a peer is held to. */
export interface Oracle {
  readonly name: string;
  /** The exercise's network after these steps. */
  trained(exercise: Exercise, steps: Steps): Promise<Network>;
}

export const float64: Oracle = {
  name: "float64",
  async trained({ data, network }, { samples, batchSize, rate }) {
    let trained = network();
    for (let at = 0; at < samples; at += batchSize) {
      const of = Uint32Array.from({ length: batchSize }, (_, r) => at + r);
      trained = trainInFloat64(trained, { ...data, of }, { rate, steps: 1 });
    }
    return trained;
  },
};

/** Our own backend, which float64 proves on batches of few samples that repeat. */
export const cpu: Oracle = {
  name: "deltarule cpu",
  async trained({ data, network }, { samples, batchSize, rate }) {
    const first = ({ cols, values }: Dense): Dense => ({
      rows: samples,
      cols,
      values: values.subarray(0, samples * cols),
    });
    const trained = network();
    const backend = await loadBackend("cpu");
    try {
      const rows = { inputs: first(data.inputs), targets: first(data.targets) };
      const options = { backend, batchSize, average: true, learningRate: rate, epochs: 1, shuffle: false };
      for await (const _ of train(trained, rows, options));
      return trained;
    } finally {
      await backend.close();
    }
  },
};

/** float64, unless that takes a minute, as it does for a batch of W6. */
export const oracleFor = ({ layers, batchSize }: Exercise): Oracle =>
  weightCount(layers) * batchSize < 2e8 ? float64 : cpu;
