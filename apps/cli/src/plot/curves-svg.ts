import { scaleLinear, scaleLog } from "d3-scale";
import { count, significant } from "../text/numerals.ts";
import { type Course, errorCurves, firstEpoch } from "../training/course.ts";
import { drawing, element, path, text } from "./svg.ts";

const [width, height] = [760, 400];
const [left, right, top, bottom] = [64, width - 130, 44, height - 44];
/** Between the names of two curves that end close to each other. */
const lineHeight = 16;

/** 0 has no logarithm: it lies at the bottom, with what is as good as 0. */
const nothing = 1e-300;

const strokes = [
  { stroke: "#1f6fb2", "stroke-dasharray": "none" },
  { stroke: "#c8621b", "stroke-dasharray": "6 4" },
] as const;

/** The error over the epochs on a logarithmic scale, and with it the validation error where there is one. */
export function curvesSvg(title: string, course: Course): string {
  const curves = errorCurves(course);
  const positive = curves.flatMap(({ values }) => values).filter((value) => value > nothing);
  const [low, high] = positive.length > 0 ? [Math.min(...positive), Math.max(...positive)] : [0.1, 1];
  const y = scaleLog(low < high ? [low, high] : [low / 2, high * 2], [bottom, top]).nice();
  const [first, last] = [firstEpoch(course), course.last?.epoch ?? 1];
  const x = scaleLinear(first < last ? [first, last] : [first - 1, first + 1], [left, right]);
  const heightOf = (value: number) => (value > nothing ? y(value) : bottom);

  const lines = curves.map(({ values }, c) => {
    const points = values.map((value, p) => {
      const epoch = first + ((last - first) * p) / Math.max(1, values.length - 1);
      return [x(epoch), heightOf(value)] as const;
    });
    return element("path", { d: path(points), fill: "none", "stroke-width": 2, ...strokes[c]! });
  });
  const ends = apart(curves.map(({ values }) => heightOf(values.at(-1) ?? low)));
  const names = curves.map(({ name, values }, c) =>
    text(right + 8, ends[c]! + 4, `${name} ${significant(values.at(-1) ?? 0)}`, { fill: strokes[c]!.stroke }),
  );
  // of a logarithmic scale's ticks those that have room for a label have one
  const label = y.tickFormat(8, "~g");
  const across = (height: number) =>
    path([
      [left, height],
      [right, height],
    ]);
  const levels = y
    .ticks()
    .filter((value) => label(value) !== "")
    .flatMap((value) => [
      element("path", { d: across(y(value)), stroke: "#e4e4e4" }),
      text(left - 8, y(value) + 4, label(value), { "text-anchor": "end" }),
    ]);
  const epochs = x.ticks(8).filter(Number.isInteger);
  return drawing(title, width, height, [
    text(left, 24, title, { "font-size": 14, "font-weight": "bold" }),
    text(right, 24, "log scale", { "text-anchor": "end", fill: "#777" }),
    ...levels,
    ...epochs.map((epoch) => text(x(epoch), bottom + 18, count(epoch), { "text-anchor": "middle" })),
    element("path", { d: across(bottom), stroke: "#888" }),
    text((left + right) / 2, height - 8, "epoch", { "text-anchor": "middle" }),
    ...lines,
    ...names,
  ]);
}

/** Heights for two labels, moved away from each other where they would overlap. */
function apart(heights: readonly number[]): number[] {
  const [one = 0, other] = heights;
  if (other === undefined || Math.abs(one - other) >= lineHeight) return [...heights];
  const middle = (one + other) / 2;
  const shift = (one <= other ? -1 : 1) * (lineHeight / 2);
  return [middle + shift, middle - shift];
}
