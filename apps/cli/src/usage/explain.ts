import { Command } from "commander";
import { type ExplainFlags, explain } from "../commands/explain.ts";
import { positive, positiveInteger } from "../option-values.ts";
import { policyOptions } from "../options/columns.ts";
import { fileArgument, readingOptions } from "../options/reading.ts";
import { type Context, modelArgument, withExamples } from "./context.ts";

export function explainUsage(context: Context): Command {
  const command = new Command("explain")
    .summary("Explains one prediction, equation by equation")
    .description(
      "Explains one prediction: every quantity of the derivation for a row, by its equation, with its numbers.",
    )
    .argument("<model>", modelArgument)
    .argument("<file>", fileArgument)
    .option("--row <n>", "which row, from 1", positiveInteger, 1)
    .option("--learning-rate <ε>", "for Δw (default: the model's own)", positive)
    .option("--unit <n>", "this unit of the hidden layers alone, with all that is summed", positiveInteger)
    .option("--all", "every unit and every term")
    .option("--json", "the whole trace as one JSON object")
    .action(async (path: string, file: string, flags: ExplainFlags) => {
      context.end(await explain(path, file, flags, context.terminal));
    });
  return withExamples(readingOptions(policyOptions(command)), context, [
    "explain iris.model.json iris --row 51",
    "explain iris.model.json new.csv --unit 3",
    "explain iris.model.json - --all < row.csv",
  ]);
}
