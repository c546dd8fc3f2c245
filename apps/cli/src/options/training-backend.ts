import { type Command, Option } from "commander";
import { trainingBackendChoice } from "../backend-choice.ts";

const auto = trainingBackendChoice("auto");

/** What computes a training. */
export const trainingBackendOptions = (command: Command): Command =>
  command
    .addOption(
      new Option(
        "--backend <name>",
        "what computes: one of deltarule backends, a module's path or package; auto: the fastest here with the bits of cpu; " +
          "auto:any: the fastest of all",
      )
        .argParser(trainingBackendChoice)
        .default(auto, auto.specifier),
    )
    .option("--remember", "keep what auto chooses, and take it again where nothing has changed");
