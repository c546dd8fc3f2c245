import { short, type Turn } from "@deltarule/measure";
import { liveLine, type Part } from "../live-line.ts";
import type { Terminal } from "../terminal.ts";

/** Shows how far a measurement is. */
export interface TurnsProgress {
  turn(turn: Turn): void;
  stop(): void;
}

/** On a terminal a line that is drawn again and again and goes away at the end, elsewhere nothing. */
export function turnsProgress(screen: Pick<Terminal, "err" | "paintError" | "live">, turns: number): TurnsProgress {
  if (!screen.live) return { turn() {}, stop() {} };
  let told: readonly Part[] = [{ text: "checking", rank: 0 }];
  let done = 0;
  const { update, stop } = liveLine(screen, turns, () => told);
  return {
    turn({ candidate, round, rounds, perSecond }) {
      told = [
        { text: round === 0 ? "warming up" : `round ${round}/${rounds}`, rank: 0 },
        { text: candidate, rank: 1 },
        { text: `${short(perSecond)} samples/s`, rank: 2 },
      ];
      update(++done);
    },
    stop,
  };
}
