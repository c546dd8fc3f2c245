import { createBackend } from "@deltarule/backend-cpu";
import { type Backend, type Matrix, Network, type Report, type TrainOptions, train } from "@deltarule/core";
import { xor } from "./xor-data.ts";

/** XOR on the cpu backend: what the trainer's tests share. */

export { xor };
export const fresh = () => Network.create([2, 3, 1], { seed: 7 });
export const bits = ({ layers }: Network) => layers.flatMap(({ weights, bias }) => [...weights, ...(bias ?? [])]);
export const cpu: Backend = await createBackend();
export const base = { backend: cpu, learningRate: 0.5, epochs: 10 };

/** A backend that counts its live matrices, so that a leak shows. */
export function counting(inner: Backend): Backend & { readonly live: Set<Matrix> } {
  const live = new Set<Matrix>();
  return {
    ...inner,
    live,
    matrix(rows, cols, values) {
      const m = inner.matrix(rows, cols, values);
      live.add(m);
      return m;
    },
    free(m) {
      live.delete(m);
      inner.free(m);
    },
  };
}

/** All reports of a training. */
export async function collect(network: Network, options: Partial<TrainOptions>, data = xor): Promise<Report[]> {
  const reports: Report[] = [];
  for await (const report of train(network, data, { ...base, ...options })) reports.push(report);
  return reports;
}
