import type { Command } from "commander";
import type { ExitCode } from "../exit-code.ts";
import type { Interrupts } from "../interrupts.ts";
import type { Terminal } from "../terminal.ts";

/** What the commands are run with. */
export interface Context {
  /** Quiet where the command line says so: to be asked when a command runs. */
  readonly terminal: Terminal;
  readonly interrupts: Interrupts;
  /** Told what a command that has run its course exits with. */
  end(code: ExitCode): void;
}

/** Ends a command's help with command lines to try. */
export const withExamples = (command: Command, { terminal }: Context, lines: readonly string[]): Command =>
  command.addHelpText("after", ["", "Examples:", ...lines.map((line) => `  ${terminal.command} ${line}`)].join("\n"));

export const modelArgument = "a model file that deltarule train wrote";
