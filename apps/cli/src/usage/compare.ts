import { Command } from "commander";
import { type CompareFlags, compare } from "../commands/compare.ts";
import { backendOption } from "../options/backend.ts";
import { policyOptions } from "../options/columns.ts";
import { readingOptions, tableArgument } from "../options/reading.ts";
import { type Context, modelArgument, withExamples } from "./context.ts";

export function compareUsage(context: Context): Command {
  const command = new Command("compare")
    .summary("Puts two models side by side on the same rows")
    .description("Compares two models of the same target on the same rows: which is better, and where they disagree.")
    .argument("<model>", modelArgument)
    .argument("<other>", "the model to compare it with")
    .argument("<file...>", tableArgument)
    .addOption(backendOption("cpu"))
    .option("--json", "JSON lines: one a model, one a row on which they differ, and the result")
    .action(async (path: string, other: string, files: readonly string[], flags: CompareFlags) => {
      context.end(await compare([path, other], files, flags, context.terminal));
    });
  return withExamples(readingOptions(policyOptions(command)), context, [
    "compare small.model.json large.model.json more.csv",
  ]);
}
