import { Command } from "commander";
import { type TrainFlags, train } from "../commands/train.ts";
import { interval } from "../option-values.ts";
import { trainingBackendOptions } from "../options/backend.ts";
import { columnOptions } from "../options/columns.ts";
import { readingOptions, tableArgument } from "../options/reading.ts";
import { trainingOptions } from "../options/training.ts";
import { defaults } from "../training/options.ts";
import { type Context, withExamples } from "./context.ts";

export function trainUsage(context: Context): Command {
  const command = new Command("train")
    .summary("Trains a network on a table")
    .description("Trains a network on a table, tests it on rows held out, and writes a model file.")
    .argument("<file...>", tableArgument)
    .action(async (files: readonly string[], flags: TrainFlags) => {
      context.end(await train(files, flags, context.terminal, context.interrupts));
    });
  trainingBackendOptions(trainingOptions(columnOptions(command, defaults.missing)))
    .optionsGroup("Files:")
    .option("--checkpoint <file>", "store the training in progress there, to go on from")
    .option("--checkpoint-every <interval>", "how often: 30s, 10-epochs (default: 30s)", interval)
    .option("--resume <file>", "go on from a checkpoint, with the table and options that it began with")
    .option("--plot <file>", "draw the error by epoch there, as SVG")
    .option("--out <file>", "where the model goes (default: <name>.model.json)")
    .option("--no-out", "write no model")
    .optionsGroup("Options:")
    .option("--json", "JSON lines: one an epoch, and the result");
  return withExamples(readingOptions(command), context, [
    "train iris",
    "train data.csv --target price --ignore id --hidden 10,5 --epochs 500",
    "train train-images-idx3-ubyte.gz --hidden 50",
    "train data.csv --plot curve.svg --checkpoint data.checkpoint.json",
    "train monday.csv tuesday.csv --missing mean --json",
    "train - --target price < data.csv",
  ]);
}
