import {
  compiledCandidate,
  type Exercise,
  type Outcome,
  type TurnsOptions,
  takeTurns,
  trainingCandidate,
} from "@deltarule/measure";
import { type BackendChoice, choiceText } from "../backend-choice.ts";
import { openBackend } from "../open-backend.ts";

/** What came out for a backend. */
export interface Timings {
  /** As the command line names it. */
  readonly backend: string;
  /** Absent where it could not be opened. */
  readonly device?: string | undefined;
  /** Through `train`, as users get it; of the first backend, it is what every ratio refers to. */
  readonly training: Outcome;
  /** The compiled step alone, without reports and shuffling. */
  readonly compiled: Outcome;
}

/** Turns of a candidate before the first round. */
const WARM_UP = 2;

/** Turns that the candidates of so many backends take, if none of them is left out. */
export const turnsOf = (backends: number, rounds: number): number => 2 * backends * (WARM_UP + rounds);

/**
 * Times training on each backend, all of them in the same rounds.
 * @throws the signal's reason when it is aborted
 */
export async function timeBackends(
  choices: readonly BackendChoice[],
  exercise: Exercise,
  turns: Pick<TurnsOptions, "rounds" | "signal" | "onTurn">,
): Promise<Timings[]> {
  const entrants = choices.map((choice) => entrant(choice, exercise));
  const title = `${exercise.layers.join("-")}, batch ${exercise.batchSize}`;
  const { outcomes } = await takeTurns(
    entrants.flatMap(({ candidates }) => candidates),
    { title, ...turns },
  );
  return entrants.map(({ backend, device }, b) => ({
    backend,
    device: device(),
    training: outcomes[2 * b]!,
    compiled: outcomes[2 * b + 1]!,
  }));
}

function entrant(choice: BackendChoice, exercise: Exercise) {
  const backend = choiceText(choice);
  let device: string | undefined;
  const open = async () => {
    const opened = await openBackend(choice);
    device = opened.facts.device;
    return opened;
  };
  return {
    backend,
    device: () => device,
    candidates: [
      trainingCandidate(backend, open, exercise),
      compiledCandidate(`${backend}, compiled`, open, exercise),
    ] as const,
  };
}
