import { type Checked, DeltaruleError } from "@deltarule/core";
import { type Findings, findingsText, type LeftOut } from "./findings.ts";
import { takeRates, turnLength } from "./rates.ts";
import { type Entrant, enter, type Work } from "./rehearsal.ts";
import { within } from "./within.ts";

/** What was chosen, and why. */
export interface Choice extends Findings {
  /** Open, checked and ready to use. */
  readonly backend: Checked;
  /** In a line: "auto: workers (2 threads) 61k samples/s, cpu 44k". */
  readonly why: string;
}

/** A backend that may be chosen. */
export interface Contender {
  readonly name: string;
  open(): Promise<Checked>;
}

export interface Limits {
  /** Milliseconds of timing, all of them together. */
  readonly timing: number;
  /** Milliseconds that each may take until its first steps are done: loading, compiling shaders. */
  readonly start: number;
}

/** Who stands first in the list is taken, unless another is faster by more than that. */
const TIE = 1.05;

/**
 * Times every contender at the work, and keeps the fastest open; the others are closed.
 * @throws BACKEND_UNAVAILABLE when none of them can do it, with each one's reason
 */
export async function choose(
  contenders: readonly Contender[],
  work: Work,
  { timing, start }: Limits,
  clock: () => number = () => performance.now(),
): Promise<Choice> {
  const { batchSize = 1 } = work;
  const [only] = contenders;
  if (only && contenders.length === 1) {
    const found: Findings = { name: only.name, timed: [], leftOut: [], rows: batchSize };
    return { backend: await only.open(), why: findingsText(found, work), ...found };
  }

  const turn = turnLength(timing, contenders.length);
  const entrants: Entrant[] = [];
  const leftOut: LeftOut[] = [];
  for (const { name, open } of contenders) {
    // the first one settles the rows: steps of other sizes would not compare
    const entering = enter(name, open, work, { turn, longest: timing / 6, clock, rows: entrants[0]?.attempt.rows });
    try {
      entrants.push(await within(start, "loading it and its first step", entering));
    } catch (cause) {
      leftOut.push({ name, reason: reasonOf(cause) });
      // one that is late is closed when it comes
      entering.then(({ backend }) => backend.close()).catch(() => {});
    }
  }
  const rates = await takeRates(entrants, work, { timing, turn, longest: start, clock });
  const rated = entrants.flatMap((entrant) => {
    const rate = rates.get(entrant.name);
    if (typeof rate === "number") return { entrant, rate };
    leftOut.push({ name: entrant.name, reason: rate ?? "it was not timed" });
    return [];
  });

  const best = Math.max(...rated.map(({ rate }) => rate));
  const chosen = rated.find(({ rate }) => rate * TIE >= best);
  const others = entrants.filter((entrant) => entrant !== chosen?.entrant);
  // those that can't close have lost already
  await Promise.allSettled(others.map(async ({ backend }) => within(start, "closing it", backend.close())));
  if (!chosen) throw noneOf(leftOut, work);
  const { name, backend, rehearsal, attempt } = chosen.entrant;
  rehearsal.free();
  const slower = rated.filter((one) => one !== chosen).toSorted((x, y) => y.rate - x.rate);
  const timed = (slower.length > 0 ? [chosen, ...slower] : []).map(({ entrant, rate }) => ({
    name: entrant.name,
    device: entrant.backend.facts.device,
    samplesPerSecond: rate,
  }));
  const found: Findings = { name, timed, leftOut, rows: attempt.rows };
  return { backend, why: findingsText(found, work), ...found };
}

const noneOf = (leftOut: readonly LeftOut[], { task = "train" }: Work) =>
  new DeltaruleError(
    "BACKEND_UNAVAILABLE",
    `auto: no backend can ${task === "train" ? "train" : "run"} this network: ${leftOut.map(({ name, reason }) => `${name}: ${reason}`).join("; ")}`,
  );
const reasonOf = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause));
