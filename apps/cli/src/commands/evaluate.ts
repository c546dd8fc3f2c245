import { DeltaruleError } from "@deltarule/core";
import { encodeDataset, readTable } from "@deltarule/data";
import type { BackendChoice } from "../backend-choice.ts";
import { openedJson, tellChoice } from "../choosing/chosen.ts";
import { opening } from "../choosing/opening.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { openInputs } from "../input.ts";
import { printJson, scoreJson } from "../json.ts";
import { readModel } from "../model-store.ts";
import { type PolicyFlags, withPolicies } from "../options/columns.ts";
import { type ReadingFlags, readOptions } from "../options/reading.ts";
import { confusionSvg } from "../plot/confusion-svg.ts";
import { checkPlotPath, writePlot } from "../plot/plot-file.ts";
import { print, type Terminal, warn } from "../terminal.ts";
import { counted, percent } from "../text/numerals.ts";
import { scoreText } from "../text/score.ts";
import { measure } from "../training/measure.ts";

export interface EvaluateFlags extends PolicyFlags, ReadingFlags {
  readonly backend: BackendChoice;
  /** Where the confusion matrix goes. */
  readonly plot?: string;
  readonly json?: true;
}

/** `deltarule evaluate`: how well a model answers for a table that has the answers. */
export async function evaluate(
  modelPath: string,
  files: readonly string[],
  { backend: choice, plot, json, ...flags }: EvaluateFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const model = withPolicies(await readModel(modelPath), flags);
  if (plot !== undefined) await checkPlotPath(plot);
  const { target } = model.encoding;
  if (plot !== undefined && target.type === "number")
    throw new DeltaruleError(
      "OPTION_INVALID",
      `--plot: draws a confusion matrix, but ${target.name} is a number; expected a model of classes`,
    );
  const input = await openInputs(files, terminal.stdin, flags.labels);
  const waiting = await opening(choice, (message) => warn(terminal, [{ message }]));
  try {
    const table = await readTable(input.sources, readOptions(flags));
    const data = encodeDataset(model.encoding, table);
    const { network } = model;
    const opened = await waiting.for(() => ({ network, task: "predict", batchSize: Math.max(1, data.rows.length) }));
    if (!json) tellChoice(terminal, opened.chosen);
    const measured = await measure(model, table, data, opened.backend);
    const { score } = measured;
    if (plot !== undefined && target.type === "classes" && score.type === "classes") {
      const title = `${modelPath} on ${table.name}: accuracy ${percent(score.accuracy)}`;
      await writePlot(plot, confusionSvg(title, target.classes, score.confusion));
    }
    const dropped = table.rows.length - measured.rows;
    if (json) {
      printJson(terminal, {
        type: "evaluation",
        dropped,
        ...scoreJson(model.encoding, measured),
        ...openedJson(opened),
      });
    } else {
      const left = dropped > 0 ? `, ${counted(dropped, "row")} left out with a value missing` : "";
      const title = `${modelPath} on ${counted(measured.rows, "row")} of ${table.name}${left}`;
      const lines = scoreText(title, model.encoding, measured, terminal);
      print(terminal, ...(terminal.quiet ? lines.slice(0, 1) : lines));
    }
    return exitCode.done;
  } finally {
    await waiting.close();
  }
}
