import { type GenericFormatter, SingleBar } from "cli-progress";
import type { Terminal } from "./terminal.ts";

/** A terminal's line that is drawn again and again and goes away at the end: a bar, and what is told beside it. */
export interface LiveLine {
  update(done: number): void;
  stop(): void;
}

/** What is told, in order; where there is too little room, the part of the highest rank goes first. */
export interface Part {
  readonly text: string;
  readonly rank: number;
}

/**
 * @param total what `done` ends at
 * @param tell asked at each drawing, a few times a second whether there is an update or not
 */
export function liveLine(
  { err, paintError: paint }: Pick<Terminal, "err" | "paintError">,
  total: number,
  tell: () => readonly Part[],
): LiveLine {
  const format: GenericFormatter = (_, { progress, maxWidth }) => {
    // the last column stays free: some terminals wrap when it is written
    const text = fitting(tell(), maxWidth - narrowestBar - 3);
    const bar = barText(progress, Math.min(maxWidth - text.length - 3, widestBar));
    return bar ? `${paint.cyan(bar)}  ${text}` : text;
  };
  const bar = new SingleBar({ stream: err, format, clearOnComplete: true, hideCursor: true, gracefulExit: false });
  bar.start(total, 0);
  return { update: (done) => bar.update(done), stop: () => bar.stop() };
}

export const joined = (some: readonly Part[], separator: string): string =>
  some.map(({ text }) => text).join(separator);

/** As many of the parts as fit into a width, but at least one. */
function fitting(all: readonly Part[], width: number): string {
  const text = joined(all, " · ");
  if (text.length <= width || all.length === 1) return text;
  const last = Math.max(...all.map(({ rank }) => rank));
  return fitting(
    all.filter(({ rank }) => rank !== last),
    width,
  );
}

const widestBar = 30;
const narrowestBar = 8;

function barText(share: number, width: number): string {
  if (width < narrowestBar) return "";
  const done = Math.round(share * width);
  return "━".repeat(done) + "─".repeat(width - done);
}
