import { type Measured, short } from "@deltarule/measure";
import { choiceText } from "../backend-choice.ts";
import type { Terminal } from "../terminal.ts";
import { absentText } from "../text/absent.ts";
import { aligned, type Cell } from "../text/aligned.ts";
import { bars } from "../text/bars.ts";
import type { Availability } from "./availability.ts";

/** A row a backend, and below them those that can't run here, each with the reason. */
export function availabilityText(
  all: readonly Availability[],
  { paint, width }: Pick<Terminal, "paint" | "width">,
): string[] {
  const head = ["backend", "precision", "same bits again", "device"].map((text) => ({ text, paint: paint.dim }));
  const rows = all.flatMap((one): Cell[][] => {
    if ("reason" in one) return [];
    const { device, precision, deterministic } = one.facts;
    const name = { text: choiceText(one.choice), paint: paint.bold };
    return [[name, { text: precision }, { text: deterministic ? "yes" : "no" }, { text: device }]];
  });
  const missing = all.flatMap((one) =>
    "reason" in one ? absentText(choiceText(one.choice), one.reason, { paint, width }) : [],
  );
  return [...aligned([head, ...rows]), ...(missing.length > 0 ? ["", ...missing] : [])];
}

/** A bar a backend whose training was timed, the fastest first; then why others were not. */
export function speedsText(
  all: readonly Availability[],
  { paint, width }: Pick<Terminal, "paint" | "width">,
): string[] {
  const outcomes = all.flatMap((one) => ("facts" in one && one.training ? one.training : []));
  const measured = outcomes
    .filter((outcome): outcome is Measured => outcome.status === "measured")
    .toSorted((x, y) => y.perSecond.median - x.perSecond.median);
  const chart = bars(
    measured.map(({ candidate, perSecond: { median } }) => ({
      label: candidate,
      value: median,
      text: `${short(median)} samples/s`,
    })),
    { width, paint },
  );
  const others = outcomes.flatMap((outcome) =>
    outcome.status === "measured" ? [] : paint.red(`${outcome.candidate}: ${outcome.status}: ${outcome.reason}`),
  );
  return [...chart, ...others];
}
