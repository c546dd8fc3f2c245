import { Command } from "commander";
import { applyConfig } from "./config.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import type { Interrupts } from "./interrupts.ts";
import type { Terminal } from "./terminal.ts";
import { backendsUsage } from "./usage/backends.ts";
import { benchUsage } from "./usage/bench.ts";
import { compareUsage } from "./usage/compare.ts";
import { completionsUsage } from "./usage/completions.ts";
import { conformanceUsage } from "./usage/conformance.ts";
import { withExamples } from "./usage/context.ts";
import { evaluateUsage } from "./usage/evaluate.ts";
import { explainUsage } from "./usage/explain.ts";
import { inspectUsage } from "./usage/inspect.ts";
import { predictUsage } from "./usage/predict.ts";
import { trainUsage } from "./usage/train.ts";
import { version } from "./version.ts";

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

const usages = [
  trainUsage,
  inspectUsage,
  predictUsage,
  evaluateUsage,
  compareUsage,
  explainUsage,
  backendsUsage,
  conformanceUsage,
  benchUsage,
];

/** Without the [options] that each of them has, so that a line fits the screen. */
function subcommandTerm(command: Command): string {
  const names = command.registeredArguments.map((argument) => {
    const name = `${argument.name()}${argument.variadic ? "..." : ""}`;
    return argument.required ? `<${name}>` : `[${name}]`;
  });
  return [command.name(), ...names].join(" ");
}

/**
 * The commands with their options, and what they do.
 * @param end told what a command that has run its course exits with
 */
export function createProgram(terminal: Terminal, interrupts: Interrupts, end: (code: ExitCode) => void): Command {
  const program = new Command("deltarule");
  const isQuiet = () => program.getOptionValue("quiet") === true;
  const context = {
    interrupts,
    end,
    get terminal() {
      return isQuiet() ? { ...terminal, quiet: true, live: false } : terminal;
    },
  };
  program
    .description("Trains a network of sigmoid units on a table, by backpropagation.")
    .version(version, "-v, --version")
    .option("-q, --quiet", "results alone: no progress, charts, warnings or hints")
    .option("--color", "colours, though it is no terminal")
    .option("--no-color", "no colours")
    .hook("preAction", (_, command) => applyConfig(command))
    .configureHelp({ showGlobalOptions: true, subcommandTerm })
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.out.write(text), writeErr: (text) => terminal.err.write(text) })
    .showHelpAfterError(`See ${terminal.command} --help.`);
  withExamples(program, context, ["train iris", "train data.csv --target price", "train --help"]);

  for (const usage of usages)
    program.addCommand(
      usage(context)
        .optionsGroup("Options:")
        .option("--config <file>", "take options from a JSON file; those of the command line win"),
    );
  program.addCommand(completionsUsage(context, program));
  for (const command of program.commands)
    command.copyInheritedSettings(program).showHelpAfterError(`See ${terminal.command} ${command.name()} --help.`);
  return program;
}
