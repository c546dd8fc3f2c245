import { type Command, Option } from "commander";
import { type BackendChoice, backendChoice, choiceOrAuto } from "../backend-choice.ts";

/** What computes. */
export function backendOption(preset: "auto" | "cpu"): Option {
  const choice = choiceOrAuto(preset);
  return new Option(
    "--backend <name>",
    "what computes: one of deltarule backends, a module's path or package; auto: the fastest here with the bits of cpu; " +
      "auto:any: the fastest of all",
  )
    .argParser(choiceOrAuto)
    .default(choice, choice.specifier);
}

/** What computes a training. */
export const trainingBackendOptions = (command: Command): Command =>
  command
    .addOption(backendOption("auto"))
    .option("--remember", "keep what auto chooses, and take it again where nothing has changed");

/** Several are put side by side. */
export const backendsOption = (description: string) =>
  new Option("--backend <name...>", description).argParser((text, earlier: readonly BackendChoice[] | undefined) => [
    ...(earlier ?? []),
    backendChoice(text),
  ]);

export const allOption = () =>
  new Option("--all", "every backend that this machine has, with its options").conflicts("backend");
