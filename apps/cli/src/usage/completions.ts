import { Argument, Command } from "commander";
import { completionScript, type Shell, shells } from "../completions/completion-script.ts";
import { exitCode } from "../exit-code.ts";
import { type Context, withExamples } from "./context.ts";

/** @param program whose commands are completed */
export function completionsUsage(context: Context, program: Command): Command {
  const command = new Command("completions")
    .summary("Writes a completion script for a shell")
    .description("Writes a script that completes commands, options and files in a shell.")
    .addArgument(new Argument("<shell>", "whose script").choices(shells))
    .action((shell: Shell) => {
      context.terminal.out.write(completionScript(shell, program));
      context.end(exitCode.done);
    });
  return withExamples(command, context, [
    "completions bash >> ~/.bashrc",
    "completions zsh > ~/.zfunc/_deltarule",
    "completions fish > ~/.config/fish/completions/deltarule.fish",
  ]);
}
