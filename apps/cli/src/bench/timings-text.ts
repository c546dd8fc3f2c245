import { type Exercise, type Outcome, type Spread, short } from "@deltarule/measure";
import type { Paint, Terminal } from "../terminal.ts";
import { aligned, type Cell } from "../text/aligned.ts";
import { counted } from "../text/numerals.ts";
import { wrapped } from "../text/wrapped.ts";
import type { Timings } from "./timings.ts";

/** What is timed, in a line. */
export const exerciseText = ({ layers, batchSize, samples, epochsPerReport }: Exercise): string =>
  `${layers.join("-")} sigmoid units, batch ${batchSize}, ${counted(samples, "sample")}; train reports every ${counted(epochsPerReport, "epoch")}`;

/** Two rows a backend, and how to read them. */
export function timingsText(
  timings: readonly Timings[],
  rounds: number,
  { paint, width }: Pick<Terminal, "paint" | "width">,
): string[] {
  const head = ["backend", "run", "samples/s", "middle half", `× ${timings[0]?.backend}`, "device"];
  const rows = timings.flatMap((one) => rowsOf(one, paint));
  return [
    ...aligned([head.map((text) => ({ text, paint: paint.dim })), ...rows], (column) => column === 2),
    "",
    ...wrapped(
      `${counted(rounds, "round")} in turns. × is the median of the ratios within a round, their middle half beside it: around 1, it is a tie.`,
      width,
    ),
  ];
}

function rowsOf({ backend, device = "", training, compiled }: Timings, paint: Paint): Cell[][] {
  const name = { text: backend, paint: paint.bold };
  const shown = figures(training, device, paint);
  // what can't be opened is told once
  if (training.status === "skipped" && compiled.status === "skipped" && training.reason === compiled.reason)
    return [[name, { text: "" }, ...shown]];
  return [
    [name, { text: "train" }, ...shown],
    [{ text: "" }, { text: "compiled" }, ...figures(compiled, "", paint)],
  ];
}

function figures(outcome: Outcome, device: string, { red, yellow }: Paint): Cell[] {
  if (outcome.status !== "measured") {
    const { status, reason } = outcome;
    const why = `${status}: ${reason.replaceAll(/\s*\n\s*/g, " ")}`;
    return [...["–", "–", "–"].map((text) => ({ text })), { text: why, paint: status === "skipped" ? yellow : red }];
  }
  const { perSecond, ratio } = outcome;
  const times = ratio ? `${short(ratio.median)} (${range(ratio)})` : "–";
  const texts = [short(perSecond.median), range(perSecond), times, ...(device ? [device] : [])];
  return texts.map((text) => ({ text }));
}

const range = ({ lower, upper }: Spread) => `${short(lower)}–${short(upper)}`;
