import type { Paint } from "../terminal.ts";

export interface Bar {
  readonly label: string;
  /** Positive. */
  readonly value: number;
  /** The value as it is written behind the bar. */
  readonly text: string;
}

const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
const LONGEST = 50;

/** A bar a line, on a linear scale from 0, in eighths of a character. */
export function bars(
  all: readonly Bar[],
  { width, paint }: { readonly width: number; readonly paint: Paint },
): string[] {
  const longest = (of: (bar: Bar) => string) => Math.max(0, ...all.map((bar) => of(bar).length));
  const labels = longest(({ label }) => label);
  const space = Math.max(8, Math.min(LONGEST, width - labels - longest(({ text }) => text) - 4));
  const most = Math.max(...all.map(({ value }) => value));
  return all.map(({ label, value, text }) => {
    // the shortest is still to be seen
    const eighths = Math.max(1, Math.round((8 * space * value) / most));
    const bar = "█".repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8];
    return `${label.padEnd(labels)}  ${paint.cyan(bar)} ${text}`;
  });
}
