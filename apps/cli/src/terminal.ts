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
  /** How the user calls this program: "deltarule", or through npm. */
  readonly command: string;
}

const plainWidth = 100;

/** The terminal of a process. NO_COLOR and TERM=dumb are respected. */
export function terminalOf({ stdin, stdout, stderr, env }: NodeJS.Process): Terminal {
  // isTTY is undefined in a pipe, and then picocolors would decide by itself
  const colours = ({ isTTY = false }: NodeJS.WriteStream) =>
    picocolors.createColors(isTTY && !env.NO_COLOR && env.TERM !== "dumb");
  return {
    stdin,
    out: stdout,
    err: stderr,
    paint: colours(stdout),
    paintError: colours(stderr),
    width: stdout.isTTY ? stdout.columns : plainWidth,
    live: Boolean(stderr.isTTY) && env.TERM !== "dumb",
    command: env.npm_lifecycle_event === "start" ? "npm start --" : "deltarule",
  };
}

/** To standard error: what goes on in spite of it. */
export function warn({ err, paintError }: Terminal, warnings: readonly { readonly message: string }[]): void {
  for (const { message } of warnings) err.write(`${paintError.yellow("warning:")} ${inOurTerms(message)}\n`);
}

export const print = ({ out }: Terminal, ...lines: readonly string[]): void => {
  for (const line of lines) out.write(`${line}\n`);
};
