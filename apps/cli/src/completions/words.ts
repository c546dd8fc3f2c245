import { catalogue } from "@deltarule/backends";
import { samples } from "@deltarule/data";
import type { Argument, Command, Help, Option } from "commander";

/** What may be typed after the program's name, as the parser knows it. */
export interface CommandWords {
  readonly name: string;
  readonly description: string;
  readonly options: readonly OptionWords[];
  /** What its arguments may be. */
  readonly values: Values;
}

export interface OptionWords {
  /** "-q", "--quiet" */
  readonly flags: readonly string[];
  readonly description: string;
  /** Undefined: it takes none. */
  readonly values: Values | undefined;
}

/** Words to choose from, and whether the names of files count too. Neither: a value of the user's own. */
export interface Values {
  readonly words: readonly string[];
  readonly files: boolean;
}

/** The commands, each with the options that it shares with all others. */
export function commandWords(program: Command): CommandWords[] {
  const help = program.createHelp();
  return help.visibleCommands(program).map((command) => ({
    name: command.name(),
    description: help.subcommandDescription(command),
    options: [...help.visibleOptions(command), ...globalOptions(help, program)].map(optionWords),
    values: merged(command.registeredArguments.map(argumentValues)),
  }));
}

/** Those of the program itself. */
export const programOptions = (program: Command): OptionWords[] =>
  program.createHelp().visibleOptions(program).map(optionWords);

/** Each command has its own --help, and only the program has a version. */
const globalOptions = (help: Help, program: Command): Option[] =>
  help.visibleOptions(program).filter(({ long }) => long !== "--help" && long !== "--version");

const optionWords = (option: Option): OptionWords => ({
  flags: [option.short, option.long].flatMap((flag) => flag ?? []),
  description: option.description,
  values: option.required ? optionValues(option) : undefined,
});

function optionValues({ flags, argChoices, defaultValueDescription: preset }: Option): Values {
  if (argChoices) return { words: argChoices, files: false };
  if (flags.includes("<file>")) return { words: [], files: true };
  // a backend is a name, or a module's path; that of a training may be chosen
  const names = new Set([...(preset === undefined ? [] : [preset]), ...catalogue.map(({ name }) => name)]);
  if (flags.startsWith("--backend")) return { words: [...names], files: true };
  return { words: [], files: false };
}

function argumentValues(argument: Argument): Values {
  if (argument.argChoices) return { words: argument.argChoices, files: false };
  const name = argument.name();
  return {
    words: name === "file" ? samples.map((sample) => sample.name) : [],
    files: name === "file" || name === "model",
  };
}

const merged = (values: readonly Values[]): Values => ({
  words: values.flatMap(({ words }) => words),
  files: values.some(({ files }) => files),
});
