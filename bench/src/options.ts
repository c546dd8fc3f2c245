import { parseArgs } from "node:util";
import type { Turn, TurnsOptions } from "@deltarule/measure";
import { distinctBackends } from "./backends.ts";
import { type Peer, peers } from "./peers/catalogue.ts";

export const sections = [
  "w1",
  "w2",
  "w3",
  "w4",
  "w5",
  "w6",
  "peak",
  "operations",
  "one-sample",
  "start-up",
  "bundle",
  "mnist",
] as const;

export type Section = (typeof sections)[number];

export interface BenchOptions {
  readonly sections: readonly Section[];
  readonly backends: readonly string[];
  readonly peers: readonly Peer[];
  readonly turns: Pick<TurnsOptions, "rounds" | "minimumMilliseconds" | "signal" | "onTurn">;
  readonly longestMilliseconds: number;
  /** Milliseconds within which a program must answer. */
  readonly patience: number;
  readonly mnist: { readonly epochs: number; readonly seeds: readonly number[] };
  readonly json: string | undefined;
  readonly save: boolean;
}

export const usage = `pnpm bench [${sections.join(" ")}] [options]      (all of them by default)

  --peers              time other libraries in the same rounds; those that aren't installed are named
  --only a,b           of the peers, only those whose names contain a or b
  --backends a,b       cpu,cpu:portable by default
  --rounds n           7 by default
  --minimum ms         no timed region is shorter; 100 by default
  --limit s            a candidate whose smallest turn takes longer is skipped; 20 by default
  --epochs n           of mnist; 30 by default
  --seeds a,b          of mnist; 1,2,3,4,5 by default
  --json file          write the report as JSON
  --save               write JSON, Markdown and charts to bench/results`;

/** @throws with a message for the user */
export async function parseOptions(
  args: readonly string[],
  hooks: { readonly signal: AbortSignal; readonly onTurn: (turn: Turn) => void },
): Promise<BenchOptions> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      peers: { type: "boolean", default: false },
      only: { type: "string" },
      backends: { type: "string", default: "cpu,cpu:portable" },
      rounds: { type: "string", default: "7" },
      minimum: { type: "string", default: "100" },
      limit: { type: "string", default: "20" },
      epochs: { type: "string", default: "30" },
      seeds: { type: "string", default: "1,2,3,4,5" },
      json: { type: "string" },
      save: { type: "boolean", default: false },
    },
  });
  const asked = positionals.map((name) => {
    const section = sections.find((known) => known === name.toLowerCase());
    if (!section) throw new Error(`"${name}" is nothing that can be measured; expected some of ${sections.join(", ")}`);
    return section;
  });
  const limit = 1000 * positive("--limit", values.limit);
  const wanted = values.only?.toLowerCase().split(",");
  return {
    sections: asked.length ? asked : sections,
    backends: await distinctBackends(values.backends.split(",")),
    peers: values.peers || wanted ? peers.filter(({ name }) => matches(name, wanted)) : [],
    turns: {
      rounds: positive("--rounds", values.rounds),
      minimumMilliseconds: positive("--minimum", values.minimum),
      ...hooks,
    },
    longestMilliseconds: limit,
    // a program that is within the limit may need some more to load its data, or for a turn beside a busy neighbour
    patience: 5 * limit,
    mnist: {
      epochs: positive("--epochs", values.epochs),
      seeds: values.seeds.split(",").map((seed) => positive("--seeds", seed)),
    },
    json: values.json,
    save: values.save,
  };
}

const matches = (name: string, wanted: readonly string[] | undefined) =>
  !wanted || wanted.some((part) => name.toLowerCase().includes(part));

function positive(option: string, text: string): number {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new Error(`${option} is "${text}"; expected a positive number`);
  return value;
}
