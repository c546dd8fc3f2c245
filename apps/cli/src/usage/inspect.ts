import { Command } from "commander";
import { type InspectFlags, inspect } from "../commands/inspect.ts";
import { imageSize, positiveInteger } from "../option-values.ts";
import { columnOptions } from "../options/columns.ts";
import { readingOptions, tableArgument } from "../options/reading.ts";
import { defaults } from "../training/options.ts";
import { type Context, withExamples } from "./context.ts";

export function inspectUsage(context: Context): Command {
  const command = new Command("inspect")
    .summary("Shows what is in a table or a model")
    .description(
      "Shows what is in a table: columns, types, missing values, ranges, classes, and the encoding; " +
        "or in a model: its layers, their weights, the encoding, and how it was trained.",
    )
    .argument("<file...>", `a model file; or ${tableArgument}`)
    .action(async (files: readonly string[], flags: InspectFlags) => {
      context.end(await inspect(files, flags, context.terminal));
    });
  columnOptions(command, defaults.missing)
    .optionsGroup("Options:")
    .option("--all", "every column, class or unit, however many")
    .option("--weights", "of a model of images: what the units above the pixels look for, as pictures")
    .option("--unit <n>", "this unit's weights alone", positiveInteger)
    .option("--image-size <size>", "of the images, such as 20x30 (default: square)", imageSize)
    .option("--plot <file>", "draw the weights there, as SVG")
    .option("--json", "JSON lines: one a column, layer or unit, and the result");
  return withExamples(readingOptions(command), context, [
    "inspect iris",
    "inspect data.csv --target price --json",
    "inspect iris.model.json",
    "inspect digits.model.json --weights --plot weights.svg",
  ]);
}
