import { short } from "./format.ts";
import type { Measurement, Outcome } from "./measurement.ts";
import type { BenchReport, Earlier } from "./report.ts";
import type { Spread } from "./statistics.ts";

/** The report as Markdown: where and when, then a table a measurement. */
export function formatMarkdown({ date, machine, commit, versions, measurements, figures }: BenchReport): string {
  const { processor, cores, system, engine } = machine;
  const where = [
    `${date.slice(0, 10)}, ${processor}, ${cores} logical processors, ${system}, ${engine}`,
    ...(commit ? [`commit ${commit}`] : []),
    ...Object.entries(versions).map(([name, version]) => `${name} ${version}`),
  ];
  const sizes = figures.map(({ name, value, unit, note, ...when }) => {
    const notes = [...(note ? [note] : []), ...earlierText(when)];
    return `| ${cell(name)} | ${short(value)} ${unit} | ${cell(notes.join("; "))} |`;
  });
  return [
    `${where.join(" · ")}\n`,
    ...measurements.map(formatMeasurement),
    ...(sizes.length ? [`| | | |\n| --- | ---: | --- |\n${sizes.join("\n")}\n`] : []),
  ].join("\n");
}

/** One table: medians with their quartiles, and the paired ratio to the baseline. */
export function formatMeasurement({
  title,
  unit,
  baseline,
  rounds,
  minimumMilliseconds,
  outcomes,
  ...when
}: Measurement & Earlier): string {
  const rows = outcomes.map((outcome) => `| ${cell(outcome.candidate)} | ${columns(outcome)} |`);
  const conditions = [
    `${rounds} ${rounds === 1 ? "round" : "rounds"}, each timed region at least ${minimumMilliseconds} ms`,
    ...earlierText(when),
  ];
  return [
    `### ${title}\n`,
    `| | ${unit}/s, median | middle half | × ${cell(baseline)} | |`,
    "| --- | ---: | ---: | ---: | --- |",
    ...rows,
    `\n${conditions.join("; ")}.\n`,
  ].join("\n");
}

/** Said where it isn't what the head of the report says. */
const earlierText = ({ date, commit }: Earlier): string[] =>
  date ? [`measured on ${date.slice(0, 10)}${commit ? `, commit ${commit}` : ""}`] : [];

function columns(outcome: Outcome): string {
  if (outcome.status !== "measured") return `– | – | – | ${cell(`${outcome.status}: ${outcome.reason}`)}`;
  const { perSecond, ratio, note = "" } = outcome;
  const times = ratio ? `${short(ratio.median)} (${range(ratio)})` : "–";
  return `${short(perSecond.median)} | ${range(perSecond)} | ${times} | ${cell(note)}`;
}

const range = ({ lower, upper }: Spread) => `${short(lower)}–${short(upper)}`;

/** A bar or a line break inside a cell would end it. */
const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll(/\s*\n\s*/g, " ");
