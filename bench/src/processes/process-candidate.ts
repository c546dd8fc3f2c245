import type { Candidate, Proof } from "@deltarule/measure";
import { type Conversation, converse, type Launch } from "./conversation.ts";

/** The clock on the wall, or what a program has used of the processor, on which busy neighbours have less influence. */
export type Clock = "wall" | "processor";

/** A measurement's title, with the clock where it isn't the usual one. */
export const titled = (title: string, clock: Clock): string =>
  clock === "wall" ? title : `${title}, by processor time`;

export interface ProcessOptions {
  /** Milliseconds within which a program must answer. */
  readonly patience: number;
  /** "wall" by default. */
  readonly clock?: Clock | undefined;
  readonly prove?: ((program: Conversation) => Promise<Proof>) | undefined;
}

/**
 * A candidate in a process of its own, so that none inherits another's garbage, compiled code or threads. It times itself: the line
 * that starts a turn and the line that ends it are not in its figures.
 * @param find says how to start it, or throws the reason why it can't be started
 */
export const processCandidate = (name: string, find: () => Promise<Launch>, options: ProcessOptions): Candidate =>
  conversationCandidate(name, async () => converse(await find(), options.patience), options);

/** A candidate that is talked to, wherever it is. */
export function conversationCandidate(
  name: string,
  start: () => Promise<Conversation>,
  { clock = "wall", prove }: ProcessOptions,
): Candidate {
  return {
    name,
    async prepare() {
      const program = await start();
      return {
        note: program.note,
        ...(prove && { prove: () => prove(program) }),
        async run(count) {
          const [units, wall, processor] = numbers(await program.ask(`train ${count}`, "done"));
          const seconds = clock === "wall" ? wall : processor;
          if (units === undefined || seconds === undefined) throw new Error(`${name}: its answer names no time`);
          return { units, milliseconds: 1000 * seconds };
        },
        close: program.end,
      };
    },
  };
}

/** What a program of ours, which proves itself, answers. */
export async function ownProof({ ask }: Conversation): Promise<Proof> {
  const [word, ...detail] = (await ask("prove", "proof")).split(" ");
  return { correct: word === "correct", detail: detail.join(" ") };
}

/** The output activations of rows of the task's file, row after row. */
export const outputsOf = async ({ ask }: Conversation, from: number, count: number): Promise<number[]> =>
  numbers(await ask(`outputs ${from} ${count}`, "outputs"));

const numbers = (text: string): number[] => text.split(" ").map(Number);
