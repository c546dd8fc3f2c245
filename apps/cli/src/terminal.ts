import type { Writable } from "node:stream";
import picocolors from "picocolors";
import { inOurTerms } from "./terms.ts";

export type Paint = ReturnType<typeof picocolors.createColors>;

/** Where a command writes: results to `out`, progress and errors to `err`. */
export interface Terminal {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly out: Writable;
  readonly err: Writable;
  /** Colours for `out`, or nothing where it isn't a terminal. */
  readonly paint: Paint;
  /** Likewise for `err`. */
  readonly paintError: Paint;
  /** Columns of `out`. */
  readonly width: number;
  /** `err` is a terminal, where a line may be drawn again and again. */
  readonly live: boolean;
  /** Results alone are wanted: no progress, charts, warnings or hints. */
  readonly quiet: boolean;
  /** How the user calls this program: "deltarule", or through npm. */
  readonly command: string;
}

const plainWidth = 100;

/** The terminal of a process. */
export function terminalOf({ stdin, stdout, stderr, env, argv }: NodeJS.Process): Terminal {
  // isTTY is undefined in a pipe, and then picocolors would decide by itself
  const colours = ({ isTTY = false }: NodeJS.WriteStream) => picocolors.createColors(hasColours(isTTY, env, argv));
  return {
    stdin,
    out: stdout,
    err: stderr,
    paint: colours(stdout),
    paintError: colours(stderr),
    width: stdout.isTTY ? stdout.columns : plainWidth,
    live: Boolean(stderr.isTTY) && env.TERM !== "dumb",
    quiet: false,
    command: env.npm_lifecycle_event === "start" ? "npm start --" : "deltarule",
  };
}

/** The command line has the first word, then NO_COLOR, then FORCE_COLOR; otherwise a terminal has colours unless it is dumb. */
export function hasColours(isTTY: boolean, env: NodeJS.ProcessEnv, argv: readonly string[]): boolean {
  const options = argv.includes("--") ? argv.slice(0, argv.indexOf("--")) : argv;
  if (options.includes("--no-color")) return false;
  if (options.includes("--color")) return true;
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== "0" && env.FORCE_COLOR !== "false";
  return isTTY && env.TERM !== "dumb";
}

/** To standard error: what goes on in spite of it. */
export function warn({ err, paintError, quiet }: Terminal, warnings: readonly { readonly message: string }[]): void {
  if (quiet) return;
  for (const { message } of warnings) err.write(`${paintError.yellow("warning:")} ${inOurTerms(message)}\n`);
}

export const print = ({ out }: Terminal, ...lines: readonly string[]): void => {
  for (const line of lines) out.write(`${line}\n`);
};
