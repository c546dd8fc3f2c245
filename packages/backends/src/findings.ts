import { short } from "@deltarule/measure";
import type { Work } from "./rehearsal.ts";

/** What the timing came to. */
export interface Findings {
  /** What loads the chosen one again. */
  readonly name: string;
  /** The chosen one first, then the others by their speed; empty where there was nothing to choose from. */
  readonly timed: readonly Timed[];
  readonly leftOut: readonly LeftOut[];
  /** Rows of the steps that were timed: a batch's, or fewer where a whole batch takes too long. */
  readonly rows: number;
}

export interface Timed {
  readonly name: string;
  readonly device: string;
  readonly samplesPerSecond: number;
}

export interface LeftOut {
  readonly name: string;
  readonly reason: string;
}

/** "auto: workers (2 threads) 61k samples/s, cpu 44k" */
export function findingsText({ name, timed, leftOut, rows }: Findings, { task, batchSize = 1 }: Work): string {
  const [chosen, ...others] = timed;
  const rates = chosen
    ? [`${label(chosen)} ${rate(chosen)} samples/s`, ...others.map((one) => `${label(one)} ${rate(one)}`)].join(", ")
    : name;
  const of = task === "predict" ? "" : " of a batch";
  const part = rows < batchSize ? ` (by ${rows} of the ${batchSize} rows${of})` : "";
  const without = leftOut.map((one) => `; without ${one.name}: ${bare(one)}`).join("");
  return `auto: ${rates}${part}${without}`;
}

/** A backend's own errors begin with its name. */
const bare = ({ name, reason }: LeftOut): string =>
  reason.startsWith(`${name}: `) ? reason.slice(name.length + 2) : reason;

/** With its number of threads, where its device speaks of several. */
function label({ name, device }: Timed): string {
  const [threads] = /\d+ threads/.exec(device) ?? [];
  return threads ? `${name} (${threads})` : name;
}

/** Two digits: they are never the same twice. */
const rate = ({ samplesPerSecond }: Timed) => short(Number(samplesPerSecond.toPrecision(2)));
