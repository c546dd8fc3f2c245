import { Option } from "commander";
import { type BackendChoice, backendChoice } from "../backend-choice.ts";

const cpu = backendChoice("cpu");

/** What computes. */
export const backendOption = () =>
  new Option("--backend <name>", "what computes: see deltarule backends; or a module's path or package")
    .argParser(backendChoice)
    .default(cpu, cpu.specifier);

/** Several are put side by side. */
export const backendsOption = (description: string) =>
  new Option("--backend <name...>", description).argParser((text, earlier: readonly BackendChoice[] | undefined) => [
    ...(earlier ?? []),
    backendChoice(text),
  ]);

export const allOption = () =>
  new Option("--all", "every backend that this machine has, with its options").conflicts("backend");
