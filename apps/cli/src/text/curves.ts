import type { Report } from "@deltarule/core";
import type { Paint } from "../terminal.ts";
import { chart } from "./chart.ts";
import { count } from "./numerals.ts";

const widest = 72;
const lines = 10;
/** What the axis and its labels take at most. */
const margin = 12;

/** The error over the epochs, and with it the validation error where there is one; nothing for a single report. */
export function errorChart(reports: readonly Report[], { paint, width }: { paint: Paint; width: number }): string[] {
  if (reports.length < 2) return [];
  const error = { name: "error", values: reports.map(({ error }) => error), paint: paint.cyan };
  const validation = {
    name: "validation",
    values: reports.flatMap(({ validationError }) => validationError ?? []),
    paint: paint.yellow,
    dotted: true,
  };
  return chart(validation.values.length > 0 ? [error, validation] : [error], {
    from: count(reports[0]!.epoch),
    to: count(reports.at(-1)!.epoch),
    axis: "epoch",
    columns: Math.max(20, Math.min(width - margin, widest)),
    lines,
    paint,
  });
}
