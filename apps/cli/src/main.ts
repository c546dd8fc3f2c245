#!/usr/bin/env node
import { DeltaruleError } from "@deltarule/core";
import { CommanderError } from "commander";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { watchInterrupts } from "./interrupts.ts";
import { runProgram } from "./program.ts";
import { terminalOf } from "./terminal.ts";

const terminal = terminalOf(process);

// output that can't be written fails outside of every call
process.on("uncaughtException", (error) => process.exit(failed(error)));

// set rather than called for, so that what is still on its way to a pipe arrives
process.exitCode = await runProgram(process.argv.slice(2), terminal, watchInterrupts(process)).catch(failed);

/** One message, no stack. */
function failed(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.done : exitCode.wrongUsage;
  const message = error instanceof Error ? error.message : String(error);
  terminal.err.write(`${terminal.paintError.red("error:")} ${message}\n`);
  return error instanceof DeltaruleError && error.code === "OPTION_INVALID" ? exitCode.wrongUsage : exitCode.failed;
}
