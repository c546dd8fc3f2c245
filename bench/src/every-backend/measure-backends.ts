import { variantText } from "@deltarule/backends";
import { type Candidate, type Measurement, takeTurns, weightCount } from "@deltarule/measure";
import type { BenchOptions } from "../options.ts";
import type { Workload } from "../workloads.ts";
import { backendsOf, openHosts } from "./hosts.ts";
import { on } from "./table.ts";

/** Milliseconds from report to report: devices that are drawn by software need as many turns as all others. */
const TURN = 500;
/** W6 has an epoch that takes cpu longer than that. */
const LONG_TURN = 2500;
/** Milliseconds within which a host must answer: an epoch may be many times too long before that is known. */
const PATIENCE = 20_000;

/** Samples per second in training on every backend of the catalogue, in Node and in Chromium, all of them in the same rounds. */
export async function measureBackends({ workloads, turns }: BenchOptions): Promise<Measurement[]> {
  const { hosts, close } = await openHosts();
  try {
    const all = [];
    for (const host of hosts) all.push(...(await backendsOf(host)).present.map(({ variant }) => ({ host, variant })));
    const measurements: Measurement[] = [];
    // a network has more weights than the one before it
    const tooSlow = new Set<string>();
    for (const workload of workloads) {
      const training = { options: workload.options, turn: turnOf(workload), patience: PATIENCE };
      const candidates = all.map(({ host, variant }) => {
        const name = `${host.name}, ${variantText(variant)}`;
        return tooSlow.has(name) ? leftOut(name) : host.training(name, variant, training);
      });
      const measurement = await takeTurns(candidates, { ...turns, title: `${on}${workload.title}` });
      measurements.push(measurement);
      if (weightCount(workload.options.layers) > MANY)
        for (const { candidate, status } of measurement.outcomes) if (status === "skipped") tooSlow.add(candidate);
    }
    return measurements;
  } finally {
    await close();
  }
}

/** From so many weights on it takes long to find out that a device is too slow. */
const MANY = 1e6;

const leftOut = (name: string): Candidate => ({
  name,
  prepare: () => Promise.reject(new Error("a smaller network is too slow already")),
});

const turnOf = ({ id }: Workload) => (id === "w6" ? LONG_TURN : TURN);
