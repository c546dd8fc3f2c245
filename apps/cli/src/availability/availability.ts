import type { Facts } from "@deltarule/core";
import { type ExerciseOptions, type Outcome, pacedTraining, type TurnsOptions, takeTurns } from "@deltarule/measure";
import { type BackendChoice, choiceText, everyChoice } from "../backend-choice.ts";
import { openBackend } from "../open-backend.ts";
import { reasonOf } from "../system-error.ts";

/** What a backend says about itself on this machine, or why it can't run here. */
export type Availability = { readonly choice: BackendChoice } & (Available | { readonly reason: string });

interface Available {
  readonly facts: Facts;
  /** How fast it trains, where that was asked for. */
  readonly training?: Outcome | undefined;
}

/** Every backend that is known, with its options. */
export async function availabilities(): Promise<Availability[]> {
  const all: Availability[] = [];
  // one after the other: two that hold the same device would get in each other's way
  for (const choice of everyChoice()) all.push(await tried(choice));
  return all;
}

async function tried(choice: BackendChoice): Promise<Availability> {
  try {
    const backend = await openBackend(choice);
    await backend.close();
    return { choice, facts: backend.facts };
  } catch (error) {
    return { choice, reason: reasonOf(error) };
  }
}

/** Turns before the first round. */
const WARM_UP = 2;

/** Milliseconds from report to report that a slow backend trains at most. */
const LONGEST = 1000;

/** Turns of all that are available together. */
export const turnsOfTimings = (all: readonly Availability[], rounds: number): number =>
  all.filter((one) => "facts" in one).length * (WARM_UP + rounds);

/** How fast the available ones train, all of them in the same rounds; one that needs longer than a second for an epoch is skipped. */
export async function withTimings(
  all: readonly Availability[],
  exercise: ExerciseOptions,
  turns: Pick<TurnsOptions, "rounds" | "signal" | "onTurn">,
): Promise<Availability[]> {
  const candidates = all.flatMap((one) =>
    "facts" in one ? pacedTraining(choiceText(one.choice), () => openBackend(one.choice), exercise, LONGEST) : [],
  );
  const { outcomes } = await takeTurns(candidates, { title: "backends", ...turns });
  return all.map((one) =>
    "facts" in one ? { ...one, training: outcomes.find(({ candidate }) => candidate === choiceText(one.choice)) } : one,
  );
}
