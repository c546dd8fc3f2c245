import { DeltaruleError } from "@deltarule/core";
import * as v from "valibot";
import type { TrainingOptions } from "./options.ts";

/** When a training ends may be decided anew. */
const free = new Set(["epochs", "untilError"]);

/** What a checkpoint says of its training, where `deltarule train` wrote it. */
const record = v.object({ options: v.record(v.string(), v.unknown()) });

/** What a checkpoint is to say of the options that its training goes on with. */
export const optionsRecord = (options: TrainingOptions): v.InferOutput<typeof record> => ({ options: { ...options } });

/**
 * Holds the options of a training that goes on to those that it began with.
 * @param training what the checkpoint at `path` says
 * @throws OPTION_INVALID naming the first option that differs
 */
export function checkSameOptions(options: TrainingOptions, training: unknown, path: string): void {
  const { success, output } = v.safeParse(record, training);
  // one that a program wrote: the trainer still compares what decides its numbers
  if (!success) return;
  const [now, before] = [optionsRecord(options).options, output.options];
  for (const name of new Set([...Object.keys(now), ...Object.keys(before)])) {
    const [one, other] = [shown(now[name]), shown(before[name])];
    if (free.has(name) || one === other) continue;
    throw new DeltaruleError(
      "OPTION_INVALID",
      `can't go on from ${path}: ${optionOf(name)} is ${one}; expected ${other}, as when that training began`,
    );
  }
}

const optionOf = (name: string): string =>
  name === "columns"
    ? "what --ignore, --numeric, --categorical, --range and --unscaled say of the columns"
    : `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** As the command line says it, whatever the order in which parts of it came. */
function shown(value: unknown): string {
  if (value === undefined) return "left out";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.join(",");
  if (typeof value !== "object" || value === null) return String(value);
  const sorted = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return sorted.map(([name, part]) => `${name}=${typeof part === "object" ? Object.values(part) : part}`).join(",");
}
