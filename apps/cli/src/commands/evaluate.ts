import { encodeDataset, readTable } from "@deltarule/data";
import { type BackendChoice, openBackend } from "../backend-choice.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { openInputs } from "../input.ts";
import { printJson, scoreJson } from "../json.ts";
import { readModel } from "../model-store.ts";
import { type PolicyFlags, withPolicies } from "../options/columns.ts";
import { type ReadingFlags, readOptions } from "../options/reading.ts";
import { print, type Terminal } from "../terminal.ts";
import { counted } from "../text/numerals.ts";
import { scoreText } from "../text/score.ts";
import { measure } from "../training/measure.ts";

export interface EvaluateFlags extends PolicyFlags, ReadingFlags {
  readonly backend: BackendChoice;
  readonly json?: true;
}

/** `deltarule evaluate`: how well a model answers for a table that has the answers. */
export async function evaluate(
  modelPath: string,
  files: readonly string[],
  { backend: choice, json, ...flags }: EvaluateFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const model = withPolicies(await readModel(modelPath), flags);
  const input = await openInputs(files, terminal.stdin, flags.labels);
  const backend = await openBackend(choice);
  try {
    const table = await readTable(input.sources, readOptions(flags));
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
