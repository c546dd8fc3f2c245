import { Argument, Command, Option } from "commander";
import { type BackendsFlags, backends } from "./commands/backends.ts";
import { type BenchFlags, bench } from "./commands/bench.ts";
import { type CompareFlags, compare } from "./commands/compare.ts";
import { type ConformanceFlags, conformance } from "./commands/conformance.ts";
import { type EvaluateFlags, evaluate } from "./commands/evaluate.ts";
import { type ExplainFlags, explain } from "./commands/explain.ts";
import { type InspectFlags, inspect } from "./commands/inspect.ts";
import { type PredictFlags, predict } from "./commands/predict.ts";
import { type TrainFlags, train } from "./commands/train.ts";
import { completionScript, type Shell, shells } from "./completions/completion-script.ts";
import { applyConfig } from "./config.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import type { Interrupts } from "./interrupts.ts";
import * as value from "./option-values.ts";
import { allOption, backendOption, backendsOption } from "./options/backend.ts";
import { columnOptions, policyOptions } from "./options/columns.ts";
import { readingOptions, tableArgument } from "./options/reading.ts";
import { trainingOptions } from "./options/training.ts";
import { trainingBackendOptions } from "./options/training-backend.ts";
import type { Terminal } from "./terminal.ts";
import { defaults } from "./training/options.ts";
import { version } from "./version.ts";

const model = "a model file that deltarule train wrote";

/**
 * Runs a command line.
 * @param argv what follows the program's name
 * @throws CommanderError for wrong usage, help and version, once commander has written its message · what the commands throw
 */
export async function runProgram(
  argv: readonly string[],
  terminal: Terminal,
  interrupts: Interrupts,
): Promise<ExitCode> {
  let code: ExitCode = exitCode.done;
  const program = createProgram(terminal, interrupts, (ended) => {
    code = ended;
  });
  await program.parseAsync(argv, { from: "user" });
  return code;
}

/**
 * The commands with their options, and what they do.
 * @param end told what a command that has run its course exits with
 */
export function createProgram(whole: Terminal, interrupts: Interrupts, end: (code: ExitCode) => void): Command {
  let terminal = whole;
  const program = new Command("deltarule")
    .description("Trains a network of sigmoid units on a table, by backpropagation.")
    .version(version, "-v, --version")
    .option("-q, --quiet", "results alone: no progress, charts, warnings or hints")
    .option("--color", "colours, though it is no terminal")
    .option("--no-color", "no colours")
    .hook("preAction", async (_, command) => {
      await applyConfig(command);
      if (program.getOptionValue("quiet") === true) terminal = { ...whole, quiet: true, live: false };
    })
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.out.write(text), writeErr: (text) => terminal.err.write(text) })
    .showHelpAfterError(`See ${terminal.command} --help.`)
    .addHelpText("after", examples(terminal, ["train iris", "train data.csv --target price", "train --help"]));

  const toTrain = program
    .command("train")
    .description("Trains a network on a table, tests it on rows held out, and writes a model file.")
    .argument("<file...>", tableArgument)
    .action(async (files: readonly string[], flags: TrainFlags) => {
      end(await train(files, flags, terminal, interrupts));
    });
  trainingBackendOptions(trainingOptions(columnOptions(toTrain, defaults.missing)))
    .optionsGroup("Files:")
    .option("--checkpoint <file>", "store the training in progress there, to go on from")
    .option("--checkpoint-every <interval>", "how often: 30s, 10-epochs (default: 30s)", value.interval)
    .option("--resume <file>", "go on from a checkpoint, with the table and options that it began with")
    .option("--plot <file>", "draw the error by epoch there, as SVG")
    .option("--out <file>", "where the model goes (default: <name>.model.json)")
    .option("--no-out", "write no model")
    .optionsGroup("Options:")
    .option("--json", "JSON lines: one an epoch, and the result")
    .addHelpText(
      "after",
      examples(terminal, [
        "train iris",
        "train data.csv --target price --ignore id --hidden 10,5 --epochs 500",
        "train train-images-idx3-ubyte.gz --hidden 50",
        "train data.csv --plot curve.svg --checkpoint data.checkpoint.json",
        "train monday.csv tuesday.csv --missing mean --json",
        "train - --target price < data.csv",
      ]),
    );

  const toInspect = program
    .command("inspect")
    .description(
      "Shows what is in a table: columns, types, missing values, ranges, classes, and the encoding; " +
        "or in a model: its layers, their weights, the encoding, and how it was trained.",
    )
    .argument("<file...>", `a model file; or ${tableArgument}`)
    .action(async (files: readonly string[], flags: InspectFlags) => {
      end(await inspect(files, flags, terminal));
    });
  columnOptions(toInspect, defaults.missing)
    .optionsGroup("Options:")
    .option("--all", "every column, class or unit, however many")
    .option("--weights", "of a model of images: what the units above the pixels look for, as pictures")
    .option("--unit <n>", "this unit's weights alone", value.positiveInteger)
    .option("--image-size <size>", "of the images, such as 20x30 (default: square)", value.imageSize)
    .option("--json", "JSON lines: one a column, layer or unit, and the result")
    .addHelpText(
      "after",
      examples(terminal, [
        "inspect iris",
        "inspect data.csv --target price --json",
        "inspect iris.model.json",
        "inspect digits.model.json --weights",
      ]),
    );

  const toPredict = program
    .command("predict")
    .description("Predicts for each row of a table: CSV or JSON lines out, row by row.")
    .argument("<model>", model)
    .argument("<file...>", tableArgument)
    .option("--with-inputs", "repeat the row before its prediction")
    .option("--probabilities", "add the activation of each class")
    .option("--json", "JSON lines")
    .addHelpText(
      "after",
      examples(terminal, ["predict iris.model.json new.csv", "predict iris.model.json - --json < new.csv"]),
    )
    .action(async (path: string, files: readonly string[], flags: PredictFlags) => {
      end(await predict(path, files, flags, terminal));
    });

  const toEvaluate = program
    .command("evaluate")
    .description("Compares a model's predictions with the target column of a table.")
    .argument("<model>", model)
    .argument("<file...>", tableArgument)
    .addOption(backendOption())
    .option("--plot <file>", "draw the confusion matrix there, as SVG")
    .option("--json", "one JSON object")
    .addHelpText(
      "after",
      examples(terminal, [
        "evaluate iris.model.json more.csv",
        "evaluate iris.model.json more.csv --plot confusion.svg",
      ]),
    )
    .action(async (path: string, files: readonly string[], flags: EvaluateFlags) => {
      end(await evaluate(path, files, flags, terminal));
    });

  const toCompare = program
    .command("compare")
    .description("Compares two models of the same target on the same rows: which is better, and where they disagree.")
    .argument("<model>", model)
    .argument("<other>", "the model to compare it with")
    .argument("<file...>", tableArgument)
    .addOption(backendOption())
    .option("--json", "JSON lines: one a model, one a row on which they differ, and the result")
    .addHelpText("after", examples(terminal, ["compare small.model.json large.model.json more.csv"]))
    .action(async (path: string, other: string, files: readonly string[], flags: CompareFlags) => {
      end(await compare([path, other], files, flags, terminal));
    });

  const toExplain = program
    .command("explain")
    .description(
      "Explains one prediction: every quantity of the derivation for a row, by its equation, with its numbers.",
    )
    .argument("<model>", model)
    .argument("<file>", tableArgument)
    .option("--row <n>", "which row, from 1", value.positiveInteger, 1)
    .option("--learning-rate <ε>", "for Δw (default: the model's own)", value.positive)
    .option("--unit <n>", "this unit of the hidden layers alone, with all that is summed", value.positiveInteger)
    .option("--all", "every unit and every term")
    .option("--json", "the whole trace as one JSON object")
    .addHelpText(
      "after",
      examples(terminal, [
        "explain iris.model.json iris --row 51",
        "explain iris.model.json new.csv --unit 3",
        "explain iris.model.json - --all < row.csv",
      ]),
    )
    .action(async (path: string, file: string, flags: ExplainFlags) => {
      end(await explain(path, file, flags, terminal));
    });

  program
    .command("backends")
    .description("Lists what can compute on this machine, and on demand how fast it trains a network of given sizes.")
    .option("--measure", "time the training of a network on each of them")
    .addOption(layersOption())
    .option("--batch <rows>", "rows a weight change", value.positiveInteger, 10)
    .option("--json", "JSON lines, one a backend")
    .addHelpText("after", examples(terminal, ["backends", "backends --measure --layers 784,300,10 --batch 32"]))
    .action(async (flags: BackendsFlags) => {
      end(await backends(flags, terminal, interrupts));
    });

  program
    .command("conformance")
    .description("Proves a backend right, or shows where it is wrong and the smallest input on which it is.")
    .addOption(backendsOption("what to prove; several are put side by side"))
    .addOption(allOption())
    .option("--only <theme...>", "themes, variants or cases, such as matmul or matmul/by-hand")
    .option("--json", "JSON lines: one a case, and the result")
    .addHelpText(
      "after",
      examples(terminal, [
        "conformance",
        "conformance --backend ./dist/my-backend.js --only memory",
        "conformance --all",
      ]),
    )
    .action(async (flags: ConformanceFlags) => {
      end(await conformance(flags, terminal, interrupts));
    });

  program
    .command("bench")
    .description(
      "Times the training of a network, on one backend or several in turns; what computes wrong is not timed.",
    )
    .addOption(layersOption())
    .option("--batch <rows>", "rows a weight change", value.positiveInteger, 10)
    .addOption(backendsOption("what to time; ratios refer to the first"))
    .addOption(allOption())
    .option("--rounds <n>", "turns that each takes", value.positiveInteger, 7)
    .option("--json", "JSON lines: one a candidate, and of each backend the result, the fastest last")
    .addHelpText(
      "after",
      examples(terminal, [
        "bench --layers 4,10,3 --batch 1",
        "bench --backend cpu cpu:simd=false ./dist/my-backend.js",
        "bench --all --json",
      ]),
    )
    .action(async (flags: BenchFlags) => {
      end(await bench(flags, terminal, interrupts));
    });

  for (const command of [toPredict, toEvaluate, toCompare, toExplain]) policyOptions(command);
  for (const command of [toTrain, toInspect, toPredict, toEvaluate, toCompare, toExplain]) readingOptions(command);
  const configurable = [...program.commands];

  program
    .command("completions")
    .description("Writes a script that completes commands, options and files in a shell.")
    .addArgument(new Argument("<shell>", "whose script").choices(shells))
    .addHelpText(
      "after",
      examples(terminal, [
        "completions bash >> ~/.bashrc",
        "completions zsh > ~/.zfunc/_deltarule",
        "completions fish > ~/.config/fish/completions/deltarule.fish",
      ]),
    )
    .action((shell: Shell) => {
      terminal.out.write(completionScript(shell, program));
    });

  for (const command of configurable)
    command
      .optionsGroup("Options:")
      .option("--config <file>", "take options from a JSON file; those of the command line win");
  for (const command of program.commands)
    command.showHelpAfterError(`See ${terminal.command} ${command.name()} --help.`);
  return program;
}

const layersOption = () =>
  new Option("--layers <units>", "units of the layers, input layer first")
    .argParser(value.layers)
    .default([784, 30, 10], "784,30,10");

const examples = ({ command }: Terminal, lines: readonly string[]) =>
  ["", "Examples:", ...lines.map((line) => `  ${command} ${line}`)].join("\n");
