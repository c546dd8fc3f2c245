import { type Measured, type Measurement, pairedRatio, type Spread, short } from "@deltarule/measure";
import { type Target, targets } from "./targets.ts";

/** The claims that these measurements can speak to, each with what was found; undefined when there is none. */
export function formatClaims(measurements: readonly Measurement[]): string | undefined {
  const rows = targets.flatMap((target) => {
    const found = measurements.find(({ title }) => title.startsWith(target.measurement));
    return found ? row(target, found) : [];
  });
  if (rows.length === 0) return undefined;
  return [
    "### Claims\n",
    "| | | against | at least | found | holds |",
    "| --- | --- | --- | ---: | ---: | --- |",
    ...rows,
    "",
  ].join("\n");
}

function row({ candidate, against, atLeast, build, or }: Target, { title, outcomes }: Measurement): string[] {
  const measured = (name: string) =>
    outcomes.find((outcome): outcome is Measured => outcome.status === "measured" && outcome.candidate === name);
  const ours = [candidate, `${candidate}:arithmetic=portable`]
    .map(measured)
    .find((outcome) => outcome && (!build || outcome.note?.includes(build)));
  const theirs = measured(against);
  if (!ours || !theirs) return [];
  const ratio = pairedRatio(ours.rates, theirs.rates);
  const ceiling = or && measured(or.against);
  const share = ceiling && pairedRatio(ours.rates, ceiling.rates);
  const holds = ratio.median >= atLeast || (or && share && share.median >= or.atLeast);
  const columns = [
    title.split(":")[0]!,
    ours.candidate,
    or ? `${against}, or ${or.against}` : against,
    or ? `${atLeast}×, or ${or.atLeast}×` : `${atLeast}×`,
    share ? `${times(ratio)}, ${times(share)}` : times(ratio),
    holds ? "yes" : "no",
  ];
  return [`| ${columns.join(" | ")} |`];
}

const times = ({ median, lower, upper }: Spread) => `${short(median)}× (${short(lower)}–${short(upper)})`;
