import { encodeDataset, type ReadOptions, readTable } from "@deltarule/data";
import { type BackendChoice, openBackend } from "../backend-choice.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { openInput } from "../input.ts";
import { printJson, scoreJson } from "../json.ts";
import { readModel } from "../model-store.ts";
import { print, type Terminal } from "../terminal.ts";
import { counted } from "../text/numerals.ts";
import { scoreText } from "../text/score.ts";
import { measure } from "../training/measure.ts";

export interface EvaluateFlags extends ReadOptions {
  readonly backend: BackendChoice;
  readonly json?: true;
}

/** `deltarule evaluate`: how well a model answers for a table that has the answers. */
export async function evaluate(
  modelPath: string,
  argument: string,
  { backend: choice, json, ...reading }: EvaluateFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const model = await readModel(modelPath);
  const input = await openInput(argument, terminal.stdin);
  const backend = await openBackend(choice);
  try {
    const table = await readTable(input.source, reading);
    const data = encodeDataset(model.encoding, table);
    const measured = await measure(model, table, data, backend);
    const dropped = table.rows.length - measured.rows;
    if (json) printJson(terminal, { type: "evaluation", dropped, ...scoreJson(model.encoding, measured) });
    else {
      const left = dropped > 0 ? `, ${counted(dropped, "row")} left out with a value missing` : "";
      const title = `${modelPath} on ${counted(measured.rows, "row")} of ${table.name}${left}`;
      print(terminal, ...scoreText(title, model.encoding, measured, terminal));
    }
    return exitCode.done;
  } finally {
    await backend.close();
  }
}
