import { Command } from "commander";
import { type EvaluateFlags, evaluate } from "../commands/evaluate.ts";
import { backendOption } from "../options/backend.ts";
import { policyOptions } from "../options/columns.ts";
import { readingOptions, tableArgument } from "../options/reading.ts";
import { type Context, modelArgument, withExamples } from "./context.ts";

export function evaluateUsage(context: Context): Command {
  const command = new Command("evaluate")
    .summary("Measures a model on rows with the answers")
    .description("Compares a model's predictions with the target column of a table.")
    .argument("<model>", modelArgument)
    .argument("<file...>", tableArgument)
    .addOption(backendOption("cpu"))
    .option("--plot <file>", "draw the confusion matrix there, as SVG")
    .option("--json", "one JSON object")
    .action(async (path: string, files: readonly string[], flags: EvaluateFlags) => {
      context.end(await evaluate(path, files, flags, context.terminal));
    });
  return withExamples(readingOptions(policyOptions(command)), context, [
    "evaluate iris.model.json more.csv",
    "evaluate iris.model.json more.csv --plot confusion.svg",
  ]);
}
