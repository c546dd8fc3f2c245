import type { Terminal } from "../terminal.ts";
import { hanging } from "./wrapped.ts";

/**
 * That a backend can't be had here, and why.
 * @param name as the command line names it; its own errors begin with it
 */
export function absentText(
  name: string,
  reason: string,
  { paint, width }: Pick<Terminal, "paint" | "width">,
): string[] {
  const own = `${name.split(":")[0]}: `;
  const bare = reason.startsWith(own) ? reason.slice(own.length) : reason;
  return hanging(`${paint.bold(name)} is ${paint.yellow("not here")}: ${bare}`, width);
}
