import type { Choice } from "@deltarule/backends";
import type { Kept } from "./choice-memory.ts";

/** Why a backend was chosen: now, or on a day that is remembered. */
export type Chosen = Omit<Choice, "backend"> | Kept;

export const chosenText = (chosen: Chosen): string =>
  "remembered" in chosen ? `${chosen.why}, remembered from ${chosen.remembered}` : chosen.why;

export function chosenJson(chosen: Chosen): object {
  const { why, timed, leftOut, rows } = chosen;
  return {
    why,
    timed: timed.map(({ name, device, samplesPerSecond }) => ({ backend: name, device, samplesPerSecond })),
    leftOut: leftOut.map(({ name, reason }) => ({ backend: name, reason })),
    rows,
    remembered: "remembered" in chosen ? chosen.remembered : undefined,
  };
}
