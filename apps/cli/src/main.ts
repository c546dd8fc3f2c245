#!/usr/bin/env node
import { DeltaruleError } from "@deltarule/core";
import { CommanderError } from "commander";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { watchInterrupts } from "./interrupts.ts";
import { runProgram } from "./program.ts";
import { terminalOf } from "./terminal.ts";
import { inOurTerms } from "./terms.ts";

const { stdout, stderr } = process;
const terminal = terminalOf(process);

let ended = false;
function end(code: ExitCode): void {
  ended = true;
  process.exit(code);
}

// a plug-in may end the process, or leave nothing that it could wait for
process.on("exit", () => {
  if (ended) return;
  const why = "a backend ended the process, or waits for what never comes";
  process.exitCode = failed(new Error(`it broke off before it was done: ${why}`));
});

// output that can't be written fails outside of every call, and so does what a plug-in forgets to wait for
process.on("uncaughtException", (error) => end(failed(placed(error))));

const interrupts = watchInterrupts({ on: process.on.bind(process), stdout, stderr, exit: end });

// standard output is for results: what a plug-in prints goes to standard error
Object.defineProperty(process, "stdout", { value: stderr });

const code = await runProgram(process.argv.slice(2), terminal, interrupts).catch(failed);

// what is still on its way to a pipe arrives, and then nothing that a plug-in has left running keeps the process
for (const output of [stdout, stderr]) await new Promise((resolve) => output.write("", resolve));
end(code);

/** One message, no stack. */
function failed(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.done : exitCode.wrongUsage;
  const message = error instanceof Error ? error.message : String(error);
  terminal.err.write(`${terminal.paintError.red("error:")} ${inOurTerms(message)}\n`);
  return error instanceof DeltaruleError && error.code === "OPTION_INVALID" ? exitCode.wrongUsage : exitCode.failed;
}

/** With the place that it comes from, where the message is not ours and so may not say so. */
function placed(error: Error): Error {
  const [place] = /file:.*:\d+:\d+/.exec(error.stack ?? "") ?? [];
  return error instanceof DeltaruleError || !place ? error : new Error(`${error.message} (${place})`);
}
