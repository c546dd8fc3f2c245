import { readTable } from "@deltarule/data";
import type { BackendChoice } from "../backend-choice.ts";
import { tellChoice } from "../choosing/chosen.ts";
import { opening } from "../choosing/opening.ts";
import { compare as compareModels } from "../comparison/comparison.ts";
import { comparisonLines } from "../comparison/comparison-json.ts";
import { comparisonText } from "../comparison/comparison-text.ts";
import { checkSameTarget } from "../comparison/same-target.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { openInputs } from "../input.ts";
import { lineWriter } from "../line-writer.ts";
import { readModel } from "../model-store.ts";
import { weightsOf } from "../network-size.ts";
import { type PolicyFlags, withPolicies } from "../options/columns.ts";
import { type ReadingFlags, readOptions } from "../options/reading.ts";
import { print, type Terminal, warn } from "../terminal.ts";

export interface CompareFlags extends PolicyFlags, ReadingFlags {
  readonly backend: BackendChoice;
  readonly json?: true;
}

/** `deltarule compare`: two models on the same rows. */
export async function compare(
  paths: readonly [string, string],
  files: readonly string[],
  { backend: choice, json, ...flags }: CompareFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const a = withPolicies(await readModel(paths[0]), flags);
  const b = withPolicies(await readModel(paths[1]), flags);
  checkSameTarget({ path: paths[0], target: a.encoding.target }, { path: paths[1], target: b.encoding.target });
  const { sources } = await openInputs(files, terminal.stdin, flags.labels);
  const waiting = await opening(choice, (message) => warn(terminal, [{ message }]));
  try {
    const table = await readTable(sources, readOptions(flags));
    // where they differ in size, the larger one's work counts
    const { network } = weightsOf(a.network.sizes) < weightsOf(b.network.sizes) ? b : a;
    const batchSize = Math.max(1, table.rows.length);
    const opened = await waiting.for(() => ({ network, task: "predict", batchSize }));
    if (!json) tellChoice(terminal, opened.chosen);
    const comparison = await compareModels(a, b, table, opened.backend);
    if (json) {
      const { write, flush } = lineWriter(terminal.out);
      for (const line of comparisonLines(paths, [a, b], comparison, table, opened))
        await write(`${JSON.stringify(line)}\n`);
      flush();
    } else print(terminal, ...comparisonText(paths, comparison, table, terminal));
    return exitCode.done;
  } finally {
    await waiting.close();
  }
}
