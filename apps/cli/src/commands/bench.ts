import { DeltaruleError } from "@deltarule/core";
import { exercise } from "@deltarule/measure";
import { type BackendChoice, backendChoice, choiceText, everyChoice } from "../backend-choice.ts";
import { type Timings, timeBackends, turnsOf } from "../bench/timings.ts";
import { timingLines } from "../bench/timings-json.ts";
import { exerciseText, timingsText } from "../bench/timings-text.ts";
import { turnsProgress } from "../bench/turns-progress.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { Interrupts } from "../interrupts.ts";
import { printJson } from "../json.ts";
import { print, type Terminal } from "../terminal.ts";

export interface BenchFlags {
  /** Units a layer, input layer first. */
  readonly layers: readonly number[];
  readonly batch: number;
  readonly rounds: number;
  /** "cpu" where none is named. */
  readonly backend?: readonly BackendChoice[];
  /** Every backend that this machine has, in place of those that are named. */
  readonly all?: true;
  readonly json?: true;
}

/** `deltarule bench`: how fast a network of the user's own sizes trains here, on one backend or several. */
export async function bench(
  { layers, batch, rounds, backend = [backendChoice("cpu")], all, json }: BenchFlags,
  terminal: Terminal,
  interrupts: Interrupts,
): Promise<ExitCode> {
  const choices = all ? everyChoice() : backend;
  checkDistinct(choices.map(choiceText));
  const work = exercise({ layers, batchSize: batch });
  const signal = interrupts.keepWork();
  if (!json) print(terminal, exerciseText(work), "");
  const progress = turnsProgress({ ...terminal, live: terminal.live && !json }, turnsOf(choices.length, rounds));
  let timings: readonly Timings[];
  try {
    timings = await timeBackends(choices, work, { rounds, signal, onTurn: progress.turn });
  } catch (error) {
    if (signal.aborted) return interrupts.code();
    throw error;
  } finally {
    progress.stop();
  }
  if (json) for (const line of timingLines(timings, work)) printJson(terminal, line);
  else print(terminal, ...timingsText(timings, rounds, terminal));
  return succeeded(timings, all === true) ? exitCode.done : exitCode.failed;
}

/** Whether all is measured that was asked for; of all backends, those that this machine lacks are no failure. */
function succeeded(timings: readonly Timings[], skipMissing: boolean): boolean {
  const outcomes = timings.flatMap(({ training, compiled }) => [training, compiled]);
  return (
    timings.some(({ training }) => training.status === "measured") &&
    outcomes.every(({ status }) => status === "measured" || (status === "skipped" && skipMissing))
  );
}

/** @throws OPTION_INVALID */
function checkDistinct(names: readonly string[]): void {
  const twice = names.find((name, n) => names.indexOf(name) !== n);
  if (twice !== undefined)
    throw new DeltaruleError("OPTION_INVALID", `--backend: ${twice} is named twice; expected each backend once`);
}
