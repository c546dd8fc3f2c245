import type { Report } from "@deltarule/core";
import { type GenericFormatter, SingleBar } from "cli-progress";
import type { Terminal } from "./terminal.ts";
import { count, duration, significant } from "./text/numerals.ts";

/** Shows how far a training is. */
export interface Progress {
  report(report: Report): void;
  stop(): void;
}

/** On a terminal a line that is drawn again and again and goes away at the end, elsewhere a plain line now and then. */
export const progress = (terminal: Terminal, epochs: number): Progress =>
  terminal.live ? liveLine(terminal, epochs) : plainLines(terminal, epochs);

function liveLine({ err, paintError: paint }: Terminal, epochs: number): Progress {
  const time = stopwatch(epochs);
  let texts = ["starting"];
  const format: GenericFormatter = (_, { progress, maxWidth }) => {
    const { shown, left } = fitting(texts, maxWidth - 3);
    const bar = barText(progress, Math.min(left - 2, widestBar));
    return `  ${bar && `${paint.cyan(bar)}  `}${shown}`;
  };
  const bar = new SingleBar({ stream: err, format, clearOnComplete: true, hideCursor: true, gracefulExit: false });
  bar.start(epochs, 0);
  return {
    report(report) {
      texts = parts(report, epochs, time(report.epoch));
      bar.update(report.epoch);
    },
    stop: () => bar.stop(),
  };
}

const linesAtMost = 10;

function plainLines({ err }: Terminal, epochs: number): Progress {
  const time = stopwatch(epochs);
  let next = 1;
  return {
    report(report) {
      if (report.epoch * linesAtMost < next * epochs) return;
      next = Math.floor((report.epoch * linesAtMost) / epochs) + 1;
      err.write(`${parts(report, epochs, time(report.epoch)).join(", ")}\n`);
    },
    stop() {},
  };
}

/** Most important first. */
const parts = ({ epoch, error, validationError, samplesPerSecond }: Report, epochs: number, left: number): string[] => [
  `epoch ${count(epoch)} of ${count(epochs)}`,
  `error ${significant(error)}`,
  ...(validationError === undefined ? [] : [`validation ${significant(validationError)}`]),
  `${count(Number(samplesPerSecond.toPrecision(2)))} samples/s`,
  `${duration(left)} left`,
];

/** Seconds left at the speed so far. */
function stopwatch(epochs: number): (epoch: number) => number {
  const began = performance.now();
  return (epoch) => ((performance.now() - began) / 1000 / epoch) * (epochs - epoch);
}

const separator = " · ";

/** As many of the texts as fit, and the columns that are left. */
function fitting(texts: readonly string[], width: number): { shown: string; left: number } {
  const lengths = texts.map((_, t) => texts.slice(0, t + 1).join(separator).length);
  const fit = Math.max(1, lengths.filter((length) => length <= width).length);
  return { shown: texts.slice(0, fit).join(separator), left: width - lengths[fit - 1]! };
}

const widestBar = 30;
const narrowestBar = 8;

function barText(share: number, width: number): string {
  if (width < narrowestBar) return "";
  const done = Math.round(share * width);
  return "━".repeat(done) + "─".repeat(width - done);
}
