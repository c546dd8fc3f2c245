import { DeltaruleError } from "@deltarule/core";
import { inspect as inspectTable, readTable } from "@deltarule/data";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { openInputs } from "../input.ts";
import { tableLines } from "../inspection/table-json.ts";
import { tableText } from "../inspection/table-text.ts";
import { printJson } from "../json.ts";
import { recognise } from "../model-recognition.ts";
import { type ColumnFlags, encodingIn } from "../options/columns.ts";
import { type ReadingFlags, readOptions } from "../options/reading.ts";
import { print, type Terminal } from "../terminal.ts";
import { inspectModel, type ModelFlags } from "./inspect-model.ts";

export interface InspectFlags extends ColumnFlags, ReadingFlags, ModelFlags {}

/** `deltarule inspect`: what is in a table, and how it would be encoded; or what is in a model. */
export async function inspect(files: readonly string[], flags: InspectFlags, terminal: Terminal): Promise<ExitCode> {
  const { sources } = await openInputs(files, terminal.stdin, flags.labels);
  const inputs = await Promise.all(sources.map(recognise));
  const model = inputs.find((input) => "model" in input);
  if (model && inputs.length > 1)
    throw new DeltaruleError("OPTION_INVALID", `${model.name} is a model; expected tables alone, or one model`);
  if (model) {
    await inspectModel(model.name, model.model, flags, terminal);
    return exitCode.done;
  }
  for (const [option, value] of [
    ["--weights", flags.weights],
    ["--unit", flags.unit],
    ["--plot", flags.plot],
  ] as const)
    if (value !== undefined)
      throw new DeltaruleError("OPTION_INVALID", `${option} is of a model; ${files.join(", ")} is a table`);
  const table = await readTable(
    inputs.flatMap((input) => ("table" in input ? [input.table] : [])),
    readOptions(flags),
  );
  const inspection = inspectTable(table, encodingIn(table, flags));
  if (flags.json) for (const line of tableLines(inspection)) printJson(terminal, line);
  else print(terminal, ...tableText(inspection, { paint: terminal.paint, all: flags.all ?? false }));
  return exitCode.done;
}
