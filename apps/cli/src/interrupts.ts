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

/** Milliseconds within which two signals are one: npm and timeout pass on a Ctrl-C that the terminal has sent us already. */
const ONE_PRESS = 300;

/** What is watched, and ended: a process. */
export interface Watched {
  on(signal: "SIGINT" | "SIGTERM", listener: () => void): unknown;
  readonly stdout: Output;
  readonly stderr: Output;
  exit(code: ExitCode): void;
}

interface Output {
  on(event: "error", listener: (error: NodeJS.ErrnoException) => void): unknown;
}

export function watchInterrupts(process: Watched): Interrupts {
  const controller = new AbortController();
  let keep = false;
  let code: ExitCode = exitCode.done;
  let first = Number.NEGATIVE_INFINITY;
  const interrupt = (as: ExitCode) => {
    if (performance.now() - first < ONE_PRESS) return;
    if (!keep || controller.signal.aborted) return process.exit(as);
    first = performance.now();
    code = as;
    controller.abort();
  };
  process.on("SIGINT", () => interrupt(exitCode.interrupted));
  process.on("SIGTERM", () => interrupt(exitCode.interrupted));
  for (const output of [process.stdout, process.stderr])
    output.on("error", (error) => {
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
