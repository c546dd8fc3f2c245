import { type ExitCode, exitCode } from "./exit-code.ts";

/**
 * Ctrl-C (SIGINT), SIGTERM, and output that nobody reads any more. Each ends the process at once, except that while there is work
 * to keep the first one only asks for an end.
 */
export interface Interrupts {
  /** From now on there is work to keep: the first interrupt aborts this signal. */
  keepWork(): AbortSignal;
  /** What to exit with once the signal is aborted. */
  code(): ExitCode;
}

export function watchInterrupts(process: NodeJS.Process): Interrupts {
  const controller = new AbortController();
  let keep = false;
  let code: ExitCode = exitCode.done;
  const interrupt = (as: ExitCode) => {
    if (!keep || controller.signal.aborted) process.exit(as);
    code = as;
    controller.abort();
  };
  process.on("SIGINT", () => interrupt(exitCode.interrupted));
  process.on("SIGTERM", () => interrupt(exitCode.interrupted));
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    // every later write fails again, which asks for nothing new
    if (!controller.signal.aborted) interrupt(exitCode.done);
  });
  return {
    keepWork() {
      keep = true;
      return controller.signal;
    },
    code: () => code,
  };
}
