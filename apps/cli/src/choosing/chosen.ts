import type { Choice } from "@deltarule/backends";
import type { Checked } from "@deltarule/core";
import type { Terminal } from "../terminal.ts";
import type { Kept } from "./choice-memory.ts";

/** A backend that is open; and why it is that one, where it wasn't named. */
export interface Opened {
  readonly backend: Checked;
  readonly chosen?: Chosen | undefined;
}

/** Why a backend was chosen: now, or on a day that is remembered. */
export type Chosen = Omit<Choice, "backend"> | Kept;

export const chosenText = (chosen: Chosen): string =>
  "remembered" in chosen ? `${chosen.why}, remembered from ${chosen.remembered}` : chosen.why;

/** Beside the results, where a choice was made. */
export function tellChoice({ err, quiet }: Terminal, chosen: Chosen | undefined): void {
  if (chosen && !quiet) err.write(`${chosenText(chosen)}\n`);
}

/** What computed, and why where it wasn't named. */
export const openedJson = ({ backend: { name, facts }, chosen }: Opened): object => ({
  backend: name,
  device: facts.device,
  auto: chosen && chosenJson(chosen),
});

function chosenJson(chosen: Chosen): object {
  const { why, timed, leftOut, rows } = chosen;
  return {
    why,
    timed: timed.map(({ name, device, samplesPerSecond }) => ({ backend: name, device, samplesPerSecond })),
    leftOut: leftOut.map(({ name, reason }) => ({ backend: name, reason })),
    rows,
    remembered: "remembered" in chosen ? chosen.remembered : undefined,
  };
}
