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

/**
 * Curves over one another on a logarithmic scale, as an error falls by orders of magnitude; drawn in Braille dots, two columns
 * and four rows of them a character.
 */
export function chart(curves: readonly Curve[], { from, to, axis, columns, lines, paint }: ChartOptions): string[] {
  const scale = logarithmic(curves.flatMap(({ values }) => values));
  const plots = curves.map((curve) => dots(curve, scale, columns, lines));
  const middle = Math.floor(lines / 2);
  const labelled = [0, middle, lines - 1];
  const labels = distinct(labelled.map((line) => scale.at(1 - line / (lines - 1))));
  const margin = Math.max(...labels.map((label) => label.length));
  const rows = Array.from({ length: lines }, (_, line) => {
    const label = labels[labelled.indexOf(line)];
    const cells = Array.from({ length: columns }, (_, column) => cell(curves, plots, line * columns + column));
    return paint.dim(`${(label ?? "").padStart(margin)} ${label ? "┤" : "│"}`) + cells.join("").trimEnd();
  });
  const space = " ".repeat(margin + 2);
  const title = axis.padStart(Math.floor((columns + axis.length) / 2) - from.length);
  const legend = curves.map(({ name, paint, dotted }) => `${paint(dotted ? "⠒ ⠒" : "⠒⠒⠒")} ${name}`).join("   ");
  return [
    `${space}${legend}   ${paint.dim("(log scale)")}`,
    ...rows,
    paint.dim(`${" ".repeat(margin + 1)}└${"─".repeat(columns)}`),
    paint.dim(`${space}${from}${title.padEnd(columns - from.length - to.length)}${to}`),
  ];
}

/** As short as they can be told apart. */
function distinct(values: readonly number[]): string[] {
  const texts = [2, 3, 4, 5, 6].map((digits) => values.map((value) => significant(value, digits)));
  return texts.find((some) => new Set(some).size === some.length) ?? texts[0]!;
}

interface Scale {
  /** 0 for the lowest value, 1 for the highest. */
  share(value: number): number;
  /** The value at a share. */
  at(share: number): number;
}

function logarithmic(values: readonly number[]): Scale {
  const logarithms = values.filter((value) => value > 0).map(Math.log);
  const low = logarithms.length > 0 ? Math.min(...logarithms) : 0;
  const span = logarithms.length > 0 ? Math.max(...logarithms) - low : 0;
  return {
    // an error of exactly 0 has no logarithm: it lies at the bottom
    share: (value) => (value <= 0 ? 0 : span === 0 ? 0.5 : (Math.log(value) - low) / span),
    at: (share) => Math.exp(low + share * span),
  };
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
function dots({ values, dotted = false }: Curve, scale: Scale, columns: number, lines: number): Uint8Array {
  const cells = new Uint8Array(columns * lines);
  const height = 4 * lines - 1;
  const shares = values.map(scale.share);
  const rowAt = (x: number) => Math.round(height * (1 - valueAt(shares, x, 2 * columns)));
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
