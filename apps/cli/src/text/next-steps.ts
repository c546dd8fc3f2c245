import type { Terminal } from "../terminal.ts";
import { aligned, alignedWidth } from "./aligned.ts";

/**
 * What to type next, once there is a model: commands that run as they stand.
 * @param data the words that name the table and say how to read it
 */
export function nextSteps(
  model: string,
  data: readonly string[],
  { command, paint, width }: Pick<Terminal, "command" | "paint" | "width">,
): string[] {
  const [file, table] = [quoted(model), data.map(quoted).join(" ")];
  const steps = [
    [`${command} predict ${file} ${table}`, "a prediction for each row"],
    [`${command} evaluate ${file} ${table}`, "its predictions against the answers"],
  ] as const;
  const rows = steps.map(([line, purpose]) => [
    { text: line, paint: paint.cyan },
    { text: purpose, paint: paint.dim },
  ]);
  const lines = alignedWidth(rows) + 2 <= width ? aligned(rows) : steps.map(([line]) => paint.cyan(line));
  return ["Next", ...lines.map((line) => `  ${line}`)];
}

/** As a shell takes it for one word. */
const quoted = (word: string) => (/^[\w./:@%+,=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
