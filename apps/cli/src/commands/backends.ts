import { exercise } from "@deltarule/measure";
import { availabilities, turnsOfTimings, withTimings } from "../availability/availability.ts";
import { availabilityJson } from "../availability/availability-json.ts";
import { availabilityText, speedsText } from "../availability/availability-text.ts";
import { exerciseText } from "../bench/timings-text.ts";
import { turnsProgress } from "../bench/turns-progress.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { Interrupts } from "../interrupts.ts";
import { printJson } from "../json.ts";
import { print, type Terminal } from "../terminal.ts";

export interface BackendsFlags {
  readonly measure?: true;
  /** Units a layer, input layer first. */
  readonly layers: readonly number[];
  readonly batch: number;
  readonly json?: true;
}

const ROUNDS = 3;

/** `deltarule backends`: what can train here, and how fast. */
export async function backends(
  { measure, layers, batch, json }: BackendsFlags,
  terminal: Terminal,
  interrupts: Interrupts,
): Promise<ExitCode> {
  let all = await availabilities();
  const options = { layers, batchSize: batch };
  if (measure) {
    const signal = interrupts.keepWork();
    const progress = turnsProgress({ ...terminal, live: terminal.live && !json }, turnsOfTimings(all, ROUNDS));
    try {
      all = await withTimings(all, options, { rounds: ROUNDS, signal, onTurn: progress.turn });
    } catch (error) {
      if (signal.aborted) return interrupts.code();
      throw error;
    } finally {
      progress.stop();
    }
  }
  if (json) for (const one of all) printJson(terminal, availabilityJson(one));
  else {
    print(terminal, ...availabilityText(all, terminal));
    if (measure) {
      const what = `${exerciseText(exercise(options))}, or after a second`;
      print(terminal, "", what, "", ...speedsText(all, terminal));
    }
  }
  return exitCode.done;
}
