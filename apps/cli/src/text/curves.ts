import type { Paint } from "../terminal.ts";
import type { Course } from "../training/course.ts";
import { chart } from "./chart.ts";
import { count } from "./numerals.ts";

const widest = 72;
const lines = 10;
/** What the axis and its labels take at most. */
const margin = 12;

/** The error over the epochs, and with it the validation error where there is one; nothing for a single epoch. */
export function errorChart({ points, last }: Course, { paint, width }: { paint: Paint; width: number }): string[] {
  if (!last || points.length < 2) return [];
  const error = { name: "error", values: points.map(({ error }) => error), paint: paint.cyan };
  const validation = {
    name: "validation",
    values: points.flatMap(({ validationError }) => validationError ?? []),
    paint: paint.yellow,
    dotted: true,
  };
  return chart(validation.values.length > 0 ? [error, validation] : [error], {
    from: "1",
    to: count(last.epoch),
    axis: "epoch",
    columns: Math.max(20, Math.min(width - margin, widest)),
    lines,
    paint,
  });
}
