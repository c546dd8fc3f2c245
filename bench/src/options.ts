import { type ParseArgsConfig, parseArgs } from "node:util";
import { nearest } from "@deltarule/data";
import type { Turn, TurnsOptions } from "@deltarule/measure";
import { distinctBackends } from "./backends.ts";
import { type Peer, peers } from "./peers/catalogue.ts";
import type { Clock } from "./processes/process-candidate.ts";
import { type Workload, workloads } from "./workloads.ts";

export const sections = [
  "w1",
  "w2",
  "w3",
  "w4",
  "w5",
  "w6",
  "threads",
  "backends",
  "gpu",
  "auto",
  "peak",
  "operations",
  "one-sample",
  "start-up",
  "bundle",
  "mnist",
] as const;

export type Section = (typeof sections)[number];

/** Reports on a question of their own, each saved in a folder of its own; the others are saved together. */
export const apart: readonly Section[] = ["threads", "backends", "gpu", "auto", "mnist"];

export interface BenchOptions {
  readonly sections: readonly Section[];
  readonly backends: readonly string[];
  /** Of the sections that go through several networks. */
  readonly workloads: readonly Workload[];
  readonly peers: readonly Peer[];
  readonly turns: Pick<TurnsOptions, "rounds" | "minimumMilliseconds" | "signal" | "onTurn">;
  readonly longestMilliseconds: number;
  /** Milliseconds within which a program must answer. */
  readonly patience: number;
  /** Of W1 to W6, and of one sample. */
  readonly clock: Clock;
  /** Of the section that is about threads. */
  readonly threads: number;
  readonly mnist: {
    readonly epochs: number;
    readonly seeds: readonly number[];
    /** A peer begins no epoch after so many seconds of training. */
    readonly budget: number;
  };
  readonly json: string | undefined;
  readonly save: boolean;
}

export const usage = `pnpm bench [${sections.join(" ")}] [options]      (all of them by default)

  --peers              time other libraries in the same rounds; those that aren't installed are named
  --only a,b           of the peers, only those whose names contain a or b
  --backend name       cpu and cpu:arithmetic=portable by default; may be given several times, ratios refer to the first
  --networks w1,w2     of backends, gpu, auto and threads (w4 to w6); all by default
  --rounds n           7 by default
  --minimum ms         no timed region is shorter; 100 by default
  --clock processor    w1 to w6 and one-sample by processor time, for a machine that isn't quiet; by the clock on the wall by default
  --limit s            a candidate whose smallest turn takes longer is skipped; 20 by default
  --threads n          of threads; 2 by default
  --epochs n           of mnist; 30 by default
  --seeds a,b          of mnist; 1,2,3,4,5 by default
  --budget s           of mnist: a peer begins no epoch after so many seconds of training; 60 by default
  --json file          write the report as JSON
  --save               write JSON, Markdown and charts to bench/results`;

const known = {
  peers: { type: "boolean", default: false },
  only: { type: "string" },
  backend: { type: "string", multiple: true, default: ["cpu", "cpu:arithmetic=portable"] },
  networks: { type: "string", default: "w1,w2,w3,w4,w5,w6" },
  rounds: { type: "string", default: "7" },
  minimum: { type: "string", default: "100" },
  clock: { type: "string", default: "wall" },
  limit: { type: "string", default: "20" },
  threads: { type: "string", default: "2" },
  epochs: { type: "string", default: "30" },
  seeds: { type: "string", default: "1,2,3,4,5" },
  budget: { type: "string", default: "60" },
  json: { type: "string" },
  save: { type: "boolean", default: false },
} as const satisfies ParseArgsConfig["options"];

/** @throws with a message for the user */
export async function parseOptions(
  args: readonly string[],
  hooks: { readonly signal?: AbortSignal; readonly onTurn?: (turn: Turn) => void } = {},
): Promise<BenchOptions> {
  checkNames(args);
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: known });
  const asked = positionals.map((name) => {
    const section = sections.find((section) => section === name.toLowerCase());
    return section ?? unknown(`"${name}" is nothing that can be measured`, name, sections);
  });
  const limit = 1000 * positive("--limit", values.limit);
  return {
    sections: asked.length ? asked : sections,
    backends: await distinctBackends(values.backend),
    workloads: chosenWorkloads(values.networks),
    peers: values.peers || values.only !== undefined ? chosenPeers(values.only) : [],
    turns: {
      rounds: whole("--rounds", values.rounds),
      minimumMilliseconds: positive("--minimum", values.minimum),
      ...hooks,
    },
    longestMilliseconds: limit,
    // a program that is within the limit may need some more to load its data, or for a turn beside a busy neighbour
    patience: 5 * limit,
    clock:
      clocks.find((clock) => clock === values.clock) ?? unknown(`--clock is "${values.clock}"`, values.clock, clocks),
    threads: whole("--threads", values.threads),
    mnist: {
      epochs: whole("--epochs", values.epochs),
      seeds: values.seeds.split(",").map((seed) => whole("--seeds", seed)),
      budget: positive("--budget", values.budget),
    },
    json: values.json,
    save: values.save,
  };
}

const clocks: readonly Clock[] = ["wall", "processor"];

/** An option that there isn't is named with the one that was meant, before its value is taken for something else. */
function checkNames(args: readonly string[]): void {
  const { tokens } = parseArgs({ args: [...args], options: known, strict: false, tokens: true });
  const names = Object.keys(known).map((name) => `--${name}`);
  for (const token of tokens)
    if (token.kind === "option" && !names.includes(`--${token.name}`))
      unknown(`there is no option ${token.rawName}`, token.rawName, names);
}

function chosenWorkloads(names: string): Workload[] {
  const groups = [...new Set(workloads.map(({ group }) => group))];
  const wanted = names.split(",").map((name) => name.trim().toLowerCase());
  for (const name of wanted) if (!groups.includes(name)) unknown(`no network is named "${name}"`, name, groups);
  return workloads.filter(({ group }) => wanted.includes(group));
}

function chosenPeers(only: string | undefined): Peer[] {
  if (only === undefined) return [...peers];
  const names = peers.map(({ name }) => name);
  const wanted = only.split(",").map((part) => part.trim().toLowerCase());
  for (const part of wanted)
    if (part === "" || !names.some((name) => name.toLowerCase().includes(part)))
      unknown(`no peer is named "${part}"`, part, names);
  return peers.filter(({ name }) => wanted.some((part) => name.toLowerCase().includes(part)));
}

function unknown(what: string, name: string, expected: readonly string[]): never {
  const meant = nearest(name, expected);
  throw new Error(`${what}; expected ${meant ? `${meant}, or another of ` : "one of "}${expected.join(", ")}`);
}

function positive(option: string, text: string): number {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new Error(`${option} is "${text}"; expected a positive number`);
  return value;
}

function whole(option: string, text: string): number {
  const value = positive(option, text);
  if (!Number.isSafeInteger(value)) throw new Error(`${option} is "${text}"; expected a positive whole number`);
  return value;
}
