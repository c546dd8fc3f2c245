import { type Command, Option } from "commander";
import { layers, timedBatch } from "../option-values.ts";

/** What is timed: the training of a network on random data. */
export const exerciseOptions = (command: Command): Command =>
  command
    .addOption(
      new Option("--layers <units>", "units of the layers, input layer first")
        .argParser(layers)
        .default([784, 30, 10], "784,30,10"),
    )
    .option("--batch <rows>", "rows a weight change", timedBatch, 10);
