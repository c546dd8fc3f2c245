import { type InspectOptions, inspect as inspectTable, type ReadOptions, readTable } from "@deltarule/data";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { openInput } from "../input.ts";
import { tableLines } from "../inspection/table-json.ts";
import { tableText } from "../inspection/table-text.ts";
import { printJson } from "../json.ts";
import { print, type Terminal } from "../terminal.ts";

export interface InspectFlags extends Pick<InspectOptions, "target" | "targetType" | "missing">, ReadOptions {
  readonly json?: true;
}

/** `deltarule inspect`: what is in a table, and how it would be encoded. */
export async function inspect(
  argument: string,
  { json, header, delimiter, ...options }: InspectFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const input = await openInput(argument, terminal.stdin);
  const inspection = inspectTable(await readTable(input.source, { header, delimiter }), options);
  if (json) for (const line of tableLines(inspection)) printJson(terminal, line);
  else print(terminal, ...tableText(inspection, terminal.paint));
  return exitCode.done;
}
