import { Command } from "commander";
import { type PredictFlags, predict } from "../commands/predict.ts";
import { policyOptions } from "../options/columns.ts";
import { readingOptions, tableArgument } from "../options/reading.ts";
import { type Context, modelArgument, withExamples } from "./context.ts";

export function predictUsage(context: Context): Command {
  const command = new Command("predict")
    .summary("Predicts for each row of a table")
    .description("Predicts for each row of a table: CSV or JSON lines out, row by row.")
    .argument("<model>", modelArgument)
    .argument("<file...>", tableArgument)
    .option("--with-inputs", "repeat the row before its prediction")
    .option("--probabilities", "add the activation of each class")
    .option("--json", "JSON lines")
    .action(async (path: string, files: readonly string[], flags: PredictFlags) => {
      context.end(await predict(path, files, flags, context.terminal));
    });
  return withExamples(readingOptions(policyOptions(command)), context, [
    "predict iris.model.json new.csv",
    "predict iris.model.json - --json < new.csv",
  ]);
}
