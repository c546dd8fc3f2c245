import { variantText } from "@deltarule/backends";
import { type Measurement, takeTurns } from "@deltarule/measure";
import type { BenchOptions } from "../options.ts";
import type { Workload } from "../workloads.ts";
import { backendsOf, openHosts } from "./hosts.ts";
import { on } from "./table.ts";

/** Milliseconds from report to report: devices that are drawn by software need as many turns as all others. */
const TURN = 1000;
/** W6 has an epoch that takes cpu more than half of that. */
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
    for (const workload of workloads) {
      const training = { options: workload.options, turn: turnOf(workload), patience: PATIENCE };
      const candidates = all.map(({ host, variant }) =>
        host.training(`${host.name}, ${variantText(variant)}`, variant, training),
      );
      measurements.push(await takeTurns(candidates, { ...turns, title: `${on}${workload.title}` }));
    }
    return measurements;
  } finally {
    await close();
  }
}

const turnOf = ({ id }: Workload) => (id === "w6" ? LONG_TURN : TURN);
