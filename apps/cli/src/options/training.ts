import { type Command, Option } from "commander";
import * as value from "../option-values.ts";
import { defaults } from "../training/options.ts";
import { classWeights } from "./class-weights.ts";

/** The network and how it is trained. */
export const trainingOptions = (command: Command): Command =>
  command
    .optionsGroup("Training:")
    .addOption(
      new Option("--hidden <units>", 'units of the hidden layers: 20, or 10,5, or "none"')
        .argParser(value.hidden)
        .default(defaults.hidden, defaults.hidden.join(",")),
    )
    .option("--learning-rate <ε>", "size of the steps", value.positive, defaults.learningRate)
    .option(
      "--momentum <α>",
      "share of the last weight change that is added to the next",
      value.momentum,
      defaults.momentum,
    )
    .option("--batch <rows>", 'rows a weight change, or "full"', value.batch, defaults.batch)
    .option("--epochs <n>", "times through the rows (default: 100, more for few rows)", value.positiveInteger)
    .option("--until-error <E>", "stop once the mean error a training row is this low", value.errorLevel)
    .option("--validation <share>", "rows to watch the training by", value.share, defaults.validation)
    .option("--test <share>", "rows to test the result on", value.share, defaults.test)
    .option("--class-weights <weights>", 'how much rows count: "balanced", or by class: rare=5,other=1', classWeights)
    .option("--seed <n>", "draws the split, the first weights and the order of rows", value.wholeNumber, defaults.seed);
