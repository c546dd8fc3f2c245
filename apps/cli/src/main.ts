#!/usr/bin/env node
import { DeltaruleError } from "@deltarule/core";
import { CommanderError } from "commander";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { watchInterrupts } from "./interrupts.ts";
import { runProgram } from "./program.ts";
import { terminalOf } from "./terminal.ts";
import { inOurTerms } from "./terms.ts";

const terminal = terminalOf(process);

// output that can't be written fails outside of every call
process.on("uncaughtException", (error) => process.exit(failed(error)));

const code = await runProgram(process.argv.slice(2), terminal, watchInterrupts(process)).catch(failed);

// what is still on its way to a pipe arrives, and then nothing that a plug-in has left running keeps the process
for (const output of [process.stdout, process.stderr]) await new Promise((resolve) => output.write("", resolve));
process.exit(code);

/** One message, no stack. */
function failed(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.done : exitCode.wrongUsage;
  const message = error instanceof Error ? error.message : String(error);
  terminal.err.write(`${terminal.paintError.red("error:")} ${inOurTerms(message)}\n`);
  return error instanceof DeltaruleError && error.code === "OPTION_INVALID" ? exitCode.wrongUsage : exitCode.failed;
}
