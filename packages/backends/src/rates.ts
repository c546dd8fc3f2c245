import { type Candidate, takeTurns } from "@deltarule/measure";
import type { Entrant, Work } from "./rehearsal.ts";
import { within } from "./within.ts";

const ROUNDS = 5;
const WARM_UP = 2;
/** A turn's work is found by trying less of it, and is done again, a fifth more, if it was just too little. */
const OVERSHOOT = 2.4;
/** An attempt takes three steps; those that find the first one's rows take twice that beforehand. */
const ATTEMPT = 3;
const SIZING = 6;
/** So far behind, and with a step longer than a turn, nobody catches up. */
const FAR_BEHIND = 4;

/** Milliseconds of a turn, so that so many contenders fit into the time. */
export const turnLength = (timing: number, contenders: number): number =>
  timing / (contenders * (ATTEMPT + (WARM_UP + ROUNDS) * OVERSHOOT) + SIZING);

export interface Timing {
  readonly timing: number;
  readonly turn: number;
  /** Milliseconds after which nothing more is expected of a turn. */
  readonly longest: number;
  readonly clock: () => number;
}

/**
 * Samples a second of each, or why it has none. They take turns; who is far behind, and all of them where a step is too long for that,
 * are rated by their first steps.
 */
export async function takeRates(
  entrants: readonly Entrant[],
  { batchSize = 1, samples = Number.POSITIVE_INFINITY }: Work,
  { timing, turn, longest, clock }: Timing,
): Promise<Map<string, number | string>> {
  const rates = new Map<string, number | string>(
    entrants.map(({ name, attempt: { rows, took } }) => [name, (1000 * rows) / took]),
  );
  const fastest = Math.min(...entrants.map(({ attempt }) => attempt.took));
  const close = entrants.filter(({ attempt: { took } }) => took <= Math.max(turn, FAR_BEHIND * fastest));
  const left = entrants.reduce((rest, { rehearsal }) => rest - rehearsal.spent(), timing);
  const round = close.reduce((sum, { attempt: { took } }) => sum + Math.max(OVERSHOOT * turn, took), 0);
  const rounds = Math.min(ROUNDS, Math.floor(left / round) - WARM_UP);
  if (close.length < 2 || rounds < 1) return rates;

  const stepsAnEpoch = Math.ceil(samples / batchSize);
  const { outcomes } = await takeTurns(
    close.map((entrant) => candidate(entrant, stepsAnEpoch, longest, clock)),
    { title: "auto", rounds, minimumMilliseconds: turn },
  );
  for (const outcome of outcomes)
    rates.set(outcome.candidate, outcome.status === "measured" ? outcome.perSecond.median : outcome.reason);
  return rates;
}

/** Steps in runs as long as those of `train`. */
function candidate({ name, attempt }: Entrant, stepsAnEpoch: number, longest: number, clock: () => number): Candidate {
  const most = Math.min(attempt.mostSteps, stepsAnEpoch);
  const runs = async (steps: number) => {
    for (let left = steps; left > 0; left -= most) await attempt.run(Math.min(left, most));
  };
  return {
    name,
    prepare: async () => ({
      async run(steps) {
        const began = clock();
        await within(longest, "a turn", runs(steps));
        return { units: steps * attempt.rows, milliseconds: clock() - began };
      },
      close: async () => {},
    }),
  };
}
