import type { Paint } from "../terminal.ts";
import { type Course, errorCurves, firstEpoch } from "../training/course.ts";
import { chart } from "./chart.ts";
import { count } from "./numerals.ts";

const widest = 72;
const lines = 10;
/** What the axis and its labels take at most. */
const margin = 12;

/** The error over the epochs, and with it the validation error where there is one; nothing for a single epoch. */
export function errorChart(course: Course, { paint, width }: { paint: Paint; width: number }): string[] {
  const { points, last } = course;
  if (!last || points.length < 2) return [];
  const curves = errorCurves(course).map((curve, c) => ({
    ...curve,
    paint: c === 0 ? paint.cyan : paint.yellow,
    dotted: c > 0,
  }));
  return chart(curves, {
    from: count(firstEpoch(course)),
    to: count(last.epoch),
    axis: "epoch",
    columns: Math.max(20, Math.min(width - margin, widest)),
    lines,
    paint,
  });
}
