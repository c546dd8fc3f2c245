import type { Command } from "commander";
import { bashScript } from "./bash.ts";
import { fishScript } from "./fish.ts";
import { commandWords, programOptions } from "./words.ts";
import { zshScript } from "./zsh.ts";

export const shells = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof shells)[number];

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript };

/** A script that completes a program's command line in a shell, made from the very commands that parse it. */
export const completionScript = (shell: Shell, program: Command): string =>
  scripts[shell](program.name(), programOptions(program), commandWords(program));
