import { streamTable } from "@deltarule/data";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { explain as explainRow } from "../explanation/explanation.ts";
import { explanationJson } from "../explanation/explanation-json.ts";
import { explanationText } from "../explanation/explanation-text.ts";
import type { ShownOptions } from "../explanation/units-shown.ts";
import { openInputs } from "../input.ts";
import { printJson } from "../json.ts";
import { readModel, type StoredModel } from "../model-store.ts";
import { type PolicyFlags, withPolicies } from "../options/columns.ts";
import { type ReadingFlags, readOptions } from "../options/reading.ts";
import { print, type Terminal } from "../terminal.ts";
import { parseRecord } from "../training/stored-record.ts";

export interface ExplainFlags extends PolicyFlags, ReadingFlags, ShownOptions {
  /** From 1. */
  readonly row: number;
  /** The one that the model was trained with if left out. */
  readonly learningRate?: number;
  readonly json?: true;
}

/** `deltarule explain`: the derivation of one row, with its numbers. */
export async function explain(
  modelPath: string,
  file: string,
  flags: ExplainFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const model = withPolicies(await readModel(modelPath), flags);
  const { sources } = await openInputs([file], terminal.stdin, flags.labels);
  const table = await streamTable(sources[0]!, readOptions(flags));
  const explanation = await explainRow(model, table, flags.row, flags.learningRate ?? learningRateOf(model));
  if (flags.json) printJson(terminal, explanationJson(model, explanation));
  else print(terminal, ...explanationText(model, table, explanation, flags, terminal));
  return exitCode.done;
}

/** 1 where a model doesn't say. */
function learningRateOf({ training, state }: StoredModel): number {
  const rate = state?.setting.learningRate;
  return parseRecord(training)?.options.learningRate ?? (typeof rate === "number" ? rate : 1);
}
