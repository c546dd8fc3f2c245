import { DeltaruleError, generator, shuffle } from "@deltarule/core";
import type { Candidate, Prepared } from "./candidate.ts";
import type { LeftOut, Measurement, Outcome } from "./measurement.ts";
import { pairedRatio, spread } from "./statistics.ts";
import { timed } from "./timed.ts";

export interface TurnsOptions {
  readonly title: string;
  /** "samples" by default. */
  readonly unit?: string | undefined;
  /** The candidate that ratios refer to; the first by default. */
  readonly baseline?: string | undefined;
  /** 7 by default. */
  readonly rounds?: number | undefined;
  /** No timed region is shorter; 100 by default. */
  readonly minimumMilliseconds?: number | undefined;
  /** A candidate whose smallest piece of work takes longer is skipped; no limit by default. */
  readonly longestMilliseconds?: number | undefined;
  /** Seeds the order of each round; 0 by default. */
  readonly seed?: number | undefined;
  /** Ends it between two turns. */
  readonly signal?: AbortSignal | undefined;
  readonly onTurn?: ((turn: Turn) => void) | undefined;
}

export interface Turn {
  readonly candidate: string;
  /** From 1; 0 while warming up. */
  readonly round: number;
  readonly rounds: number;
  readonly perSecond: number;
}

/** Milliseconds after which an engine has compiled what it will. */
const WARM = 1000;

/** One candidate's place in the measurement. */
interface Stand {
  readonly name: string;
  readonly rates: number[];
  prepared?: Prepared;
  proof?: string;
  count: number;
  leftOut?: LeftOut;
}

/**
 * Times candidates side by side: each is prepared, proved and warmed up, and then takes one turn a round, in an order drawn anew
 * for each round, so that whatever else the machine does falls on all of them alike.
 *
 * @returns an outcome for every candidate; one that can't be prepared, is wrong or breaks off is named with the reason
 * @throws OPTION_INVALID, and the signal's reason when it is aborted
 */
export async function takeTurns(candidates: readonly Candidate[], options: TurnsOptions): Promise<Measurement> {
  const { title, unit = "samples", rounds = 7, minimumMilliseconds = 100, seed = 0, signal, onTurn } = options;
  const baseline = options.baseline ?? candidates[0]?.name ?? "";
  checkTurns(candidates, { baseline, rounds, minimumMilliseconds });
  const stands = candidates.map(({ name }): Stand => ({ name, rates: [], count: 1 }));

  /** Milliseconds that it took; 0 where there was none. */
  const turn = async (stand: Stand, round: number): Promise<number> => {
    const { prepared } = stand;
    if (!prepared) return 0;
    // one macrotask, so that timers, input and paint get through between any two turns
    await new Promise((resolve) => setTimeout(resolve));
    signal?.throwIfAborted();
    try {
      const { count, milliseconds, rate } = await timed(prepared, stand.count, minimumMilliseconds);
      stand.count = count;
      if (round > 0) stand.rates.push(rate);
      onTurn?.({ candidate: stand.name, round, rounds, perSecond: rate });
      return milliseconds;
    } catch (cause) {
      await leave(stand, "failed", `${round > 0 ? `round ${round}` : "warming up"}: ${reason(cause)}`);
      return 0;
    }
  };

  try {
    for (const [c, stand] of stands.entries()) {
      signal?.throwIfAborted();
      await enter(stand, candidates[c]!, options.longestMilliseconds);
      // the second region is long enough for the first one's code to be compiled by then, unless the first one was so itself
      if ((await turn(stand, 0)) < WARM) await turn(stand, 0);
    }
    const random = generator(seed);
    const order = Uint32Array.from(stands, (_, c) => c);
    for (let round = 1; round <= rounds; round++) {
      shuffle(order, random);
      for (const c of order) await turn(stands[c]!, round);
    }
  } finally {
    await Promise.allSettled(stands.map(({ prepared }) => prepared?.close()));
  }

  const base = stands.find(({ name }) => name === baseline);
  const outcomes = stands.map((stand) => outcome(stand, base && !base.leftOut ? base.rates : undefined));
  return { title, unit, baseline, rounds, minimumMilliseconds, outcomes };
}

/** Prepares and proves a candidate, and does the smallest piece of its work once. */
async function enter(stand: Stand, candidate: Candidate, longest = Number.POSITIVE_INFINITY): Promise<void> {
  try {
    stand.prepared = await candidate.prepare();
    const proof = await stand.prepared.prove?.();
    if (proof && !proof.correct) return await leave(stand, "wrong", proof.detail);
    if (proof) stand.proof = proof.detail;
    if (longest === Number.POSITIVE_INFINITY) return;
    const { milliseconds } = await timed(stand.prepared, 1, 0);
    if (milliseconds > longest) {
      const seconds = (x: number) => `${(x / 1000).toFixed(1)} s`;
      await leave(
        stand,
        "skipped",
        `its smallest turn takes ${seconds(milliseconds)}, the limit is ${seconds(longest)}`,
      );
    }
  } catch (cause) {
    await leave(stand, "skipped", reason(cause));
  }
}

async function leave(stand: Stand, status: LeftOut["status"], why: string): Promise<void> {
  stand.leftOut = { candidate: stand.name, status, reason: why };
  const { prepared } = stand;
  delete stand.prepared;
  // it is out already: that it can't close either changes nothing
  await prepared?.close().catch(() => undefined);
}

function outcome({ name, prepared, proof, rates, leftOut }: Stand, baseline: readonly number[] | undefined): Outcome {
  if (leftOut) return leftOut;
  return {
    candidate: name,
    status: "measured",
    ...(prepared?.note !== undefined && { note: prepared.note }),
    ...(proof !== undefined && { proof }),
    perSecond: spread(rates),
    rates,
    ...(baseline && { ratio: pairedRatio(rates, baseline) }),
  };
}

function checkTurns(
  candidates: readonly Candidate[],
  { baseline, rounds, minimumMilliseconds }: { baseline: string; rounds: number; minimumMilliseconds: number },
): void {
  const names = candidates.map(({ name }) => name);
  if (names.length === 0) throw invalid("no candidates; expected at least one");
  const twice = names.find((name, c) => names.indexOf(name) !== c);
  if (twice !== undefined) throw invalid(`two candidates are named "${twice}"; expected one each`);
  if (!names.includes(baseline)) throw invalid(`baseline is "${baseline}"; expected one of ${names.join(", ")}`);
  if (!(Number.isSafeInteger(rounds) && rounds >= 1))
    throw invalid(`rounds is ${rounds}; expected a positive whole number`);
  if (!(minimumMilliseconds > 0 && Number.isFinite(minimumMilliseconds)))
    throw invalid(`minimumMilliseconds is ${minimumMilliseconds}; expected a positive, finite number`);
}

const reason = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause));
const invalid = (message: string) => new DeltaruleError("OPTION_INVALID", `takeTurns: ${message}`);
