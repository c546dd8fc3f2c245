import type { Paint } from "../terminal.ts";
import { significant } from "./numerals.ts";

/** A curve of values at even distances. */
export interface Curve {
  readonly name: string;
  readonly values: readonly number[];
  readonly paint: (text: string) => string;
  /** Drawn as every second dot, so that two curves can be told apart without colours. */
  readonly dotted?: boolean;
}

export interface ChartOptions {
  /** What the first and the last value stand for, and the name of that axis. */
  readonly from: string;
  readonly to: string;
  readonly axis: string;
  /** Columns and lines of the plot itself, without the axes. */
  readonly columns: number;
  readonly lines: number;
  readonly paint: Paint;
}

/** Curves over one another from 0 up, drawn in Braille dots: two columns and four rows of them a character. */
export function chart(curves: readonly Curve[], { from, to, axis, columns, lines, paint }: ChartOptions): string[] {
  const top = Math.max(...curves.flatMap(({ values }) => values), Number.MIN_VALUE);
  const plots = curves.map((curve) => dots(curve, top, columns, lines));
  const labels = [significant(top, 2), significant(top / 2, 2), "0"];
  const margin = Math.max(...labels.map((label) => label.length));
  const label = (line: number) => {
    const at = [0, Math.floor(lines / 2), lines - 1].indexOf(line);
    return (at < 0 ? "" : labels[at]!).padStart(margin);
  };
  const rows = Array.from({ length: lines }, (_, line) => {
    const cells = Array.from({ length: columns }, (_, column) => cell(curves, plots, line * columns + column));
    return `${paint.dim(`${label(line)} ┤`)}${cells.join("").trimEnd()}`;
  });
  const space = " ".repeat(margin + 2);
  const middle = axis
    .padStart(Math.floor((columns + axis.length) / 2) - from.length)
    .padEnd(columns - from.length - to.length);
  const legend = curves.map(({ name, paint, dotted }) => `${paint(dotted ? "⠒ ⠒" : "⠒⠒⠒")} ${name}`).join("   ");
  return [
    `${space}${legend}`,
    ...rows,
    paint.dim(`${" ".repeat(margin + 1)}└${"─".repeat(columns)}`),
    paint.dim(`${space}${from}${middle}${to}`),
  ];
}

/** The first curve that has a dot in a cell gives it its colour; all their dots are in it. */
function cell(curves: readonly Curve[], plots: readonly Uint8Array[], at: number): string {
  const first = plots.findIndex((plot) => plot[at]! > 0);
  if (first < 0) return " ";
  const all = plots.reduce((bits, plot) => bits | plot[at]!, 0);
  return curves[first]!.paint(String.fromCodePoint(BRAILLE + all));
}

const BRAILLE = 0x2800;
/** The bit of a dot in its cell, by row and column: the standard numbers dots 1 2 3 7 down the left and 4 5 6 8 down the right. */
const BITS = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
] as const;

/** The curve's dots, one byte a cell, cells row by row. */
function dots({ values, dotted = false }: Curve, top: number, columns: number, lines: number): Uint8Array {
  const cells = new Uint8Array(columns * lines);
  const height = 4 * lines - 1;
  const rowAt = (x: number) => Math.round(height * (1 - valueAt(values, x, 2 * columns) / top));
  let before = rowAt(0);
  for (let x = 0; x < 2 * columns; x++) {
    const row = rowAt(x);
    // down to the neighbour's height, but not onto it: the line stays thin
    const [low, high] = row < before ? [row, before - 1] : [Math.min(before + 1, row), row];
    for (let y = low; y <= high; y++)
      if (!dotted || (x + y) % 4 < 2) cells[(y >> 2) * columns + (x >> 1)]! |= BITS[y & 3]![x & 1]!;
    before = row;
  }
  return cells;
}

/** The mean of the values that fall on dot x of n; between two values, where there are fewer values than dots, the straight line. */
function valueAt(values: readonly number[], x: number, n: number): number {
  if (values.length >= n) {
    const some = values.slice(Math.floor((x * values.length) / n), Math.floor(((x + 1) * values.length) / n));
    return some.reduce((sum, y) => sum + y, 0) / some.length;
  }
  const place = (x * (values.length - 1)) / (n - 1);
  const left = Math.floor(place);
  const right = Math.min(left + 1, values.length - 1);
  return values[left]! + (values[right]! - values[left]!) * (place - left);
}
