import type { Report } from "@deltarule/core";
import { joined, liveLine, type Part } from "./live-line.ts";
import type { Terminal } from "./terminal.ts";
import { count, duration, significant, speed } from "./text/numerals.ts";

/** Shows how far a training is. */
export interface Progress {
  report(report: Report): void;
  stop(): void;
}

type Screen = Pick<Terminal, "err" | "paintError" | "live" | "quiet">;

/**
 * On a terminal a line that is drawn again and again and goes away at the end, elsewhere a plain line now and then; where quiet is
 * wanted, nothing.
 * @param from the epoch from which the training goes on
 * @param expected seconds that the first epoch will probably take, where that is known
 */
export function progress(screen: Screen, epochs: number, from = 0, expected = 0): Progress {
  if (screen.quiet) return { report() {}, stop() {} };
  return screen.live ? live(screen, epochs, from, expected) : plainLines(screen, epochs, from);
}

function live(screen: Screen, epochs: number, from: number, expected: number): Progress {
  const seconds = stopwatch();
  // the first report may be minutes away: a time that goes on says that something does
  let told = (): readonly Part[] => [
    { text: "first epoch", rank: 0 },
    { text: expected >= 1 ? `${duration(seconds())} of about ${duration(expected)}` : duration(seconds()), rank: 1 },
  ];
  const { update, stop } = liveLine(screen, epochs, () => told());
  return {
    report(report) {
      const last = parts(report, epochs, seconds() / (report.epoch - from));
      told = () => last;
      update(report.epoch);
    },
    stop,
  };
}

const linesAtMost = 10;

function plainLines({ err }: Screen, epochs: number, from: number): Progress {
  const seconds = stopwatch();
  let next = 1;
  return {
    report(report) {
      if (report.epoch * linesAtMost < next * epochs) return;
      next = Math.floor((report.epoch * linesAtMost) / epochs) + 1;
      err.write(`${joined(parts(report, epochs, seconds() / (report.epoch - from)), ", ")}\n`);
    },
    stop() {},
  };
}

/** @param seconds an epoch, up to now */
function parts({ epoch, error, validationError, samplesPerSecond }: Report, epochs: number, seconds: number): Part[] {
  return [
    { text: `epoch ${count(epoch)}/${count(epochs)}`, rank: 0 },
    { text: `error ${significant(error)}`, rank: 1 },
    ...(validationError === undefined ? [] : [{ text: `validation ${significant(validationError)}`, rank: 3 }]),
    { text: speed(samplesPerSecond), rank: 4 },
    { text: `${duration(seconds * (epochs - epoch))} left`, rank: 2 },
  ];
}

function stopwatch(): () => number {
  const began = performance.now();
  return () => (performance.now() - began) / 1000;
}
