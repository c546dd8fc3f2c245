import type { Report } from "@deltarule/core";
import { type GenericFormatter, SingleBar } from "cli-progress";
import type { Terminal } from "./terminal.ts";
import { count, duration, significant, speed } from "./text/numerals.ts";

/** Shows how far a training is. */
export interface Progress {
  report(report: Report): void;
  stop(): void;
}

type Screen = Pick<Terminal, "err" | "paintError" | "live">;

/** On a terminal a line that is drawn again and again and goes away at the end, elsewhere a plain line now and then. */
export const progress = (terminal: Screen, epochs: number): Progress =>
  terminal.live ? liveLine(terminal, epochs) : plainLines(terminal, epochs);

function liveLine({ err, paintError: paint }: Screen, epochs: number): Progress {
  const time = stopwatch(epochs);
  let told: readonly Part[] = [{ text: "starting", rank: 0 }];
  const format: GenericFormatter = (_, { progress, maxWidth }) => {
    // the last column stays free: some terminals wrap when it is written
    const text = fitting(told, maxWidth - narrowestBar - 3);
    const bar = barText(progress, Math.min(maxWidth - text.length - 3, widestBar));
    return bar ? `${paint.cyan(bar)}  ${text}` : text;
  };
  const bar = new SingleBar({ stream: err, format, clearOnComplete: true, hideCursor: true, gracefulExit: false });
  bar.start(epochs, 0);
  return {
    report(report) {
      told = parts(report, epochs, time(report.epoch));
      bar.update(report.epoch);
    },
    stop: () => bar.stop(),
  };
}

const linesAtMost = 10;

function plainLines({ err }: Screen, epochs: number): Progress {
  const time = stopwatch(epochs);
  let next = 1;
  return {
    report(report) {
      if (report.epoch * linesAtMost < next * epochs) return;
      next = Math.floor((report.epoch * linesAtMost) / epochs) + 1;
      err.write(`${joined(parts(report, epochs, time(report.epoch)), ", ")}\n`);
    },
    stop() {},
  };
}

/** What is told of a report, in order; where there is too little room, the one of the highest rank goes first. */
interface Part {
  readonly text: string;
  readonly rank: number;
}

function parts({ epoch, error, validationError, samplesPerSecond }: Report, epochs: number, left: number): Part[] {
  return [
    { text: `epoch ${count(epoch)}/${count(epochs)}`, rank: 0 },
    { text: `error ${significant(error)}`, rank: 1 },
    ...(validationError === undefined ? [] : [{ text: `validation ${significant(validationError)}`, rank: 3 }]),
    { text: speed(samplesPerSecond), rank: 4 },
    { text: `${duration(left)} left`, rank: 2 },
  ];
}

/** Seconds left at the speed so far. */
function stopwatch(epochs: number): (epoch: number) => number {
  const began = performance.now();
  return (epoch) => ((performance.now() - began) / 1000 / epoch) * (epochs - epoch);
}

const joined = (some: readonly Part[], separator: string) => some.map(({ text }) => text).join(separator);

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
