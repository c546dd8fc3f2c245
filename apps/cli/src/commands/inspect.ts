import { inspect as inspectTable, readTable } from "@deltarule/data";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { openInputs } from "../input.ts";
import { tableLines } from "../inspection/table-json.ts";
import { tableText } from "../inspection/table-text.ts";
import { printJson } from "../json.ts";
import { type ColumnFlags, encodingIn } from "../options/columns.ts";
import { type ReadingFlags, readOptions } from "../options/reading.ts";
import { print, type Terminal } from "../terminal.ts";

export interface InspectFlags extends ColumnFlags, ReadingFlags {
  readonly json?: true;
}

/** `deltarule inspect`: what is in a table, and how it would be encoded. */
export async function inspect(
  files: readonly string[],
  { json, ...flags }: InspectFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const { sources } = await openInputs(files, terminal.stdin, flags.labels);
  const table = await readTable(sources, readOptions(flags));
  const inspection = inspectTable(table, encodingIn(table, flags));
  if (json) for (const line of tableLines(inspection)) printJson(terminal, line);
  else print(terminal, ...tableText(inspection, terminal.paint));
  return exitCode.done;
}
