import type { Terminal } from "../terminal.ts";
import { aligned } from "./aligned.ts";

/** What to type next, once there is a model: commands that run as they stand. */
export function nextSteps(model: string, data: string, { command, paint }: Terminal): string[] {
  const [file, table] = [quoted(model), quoted(data)];
  const steps = [
    [`${command} predict ${file} ${table}`, "a prediction for each row"],
    [`${command} evaluate ${file} ${table}`, "how well it does, row by row compared"],
  ] as const;
  const lines = aligned(
    steps.map(([line, purpose]) => [
      { text: line, paint: paint.cyan },
      { text: purpose, paint: paint.dim },
    ]),
  );
  return ["Next", ...lines.map((line) => `  ${line}`)];
}

/** As a shell takes it for one word. */
const quoted = (word: string) => (/^[\w./:@%+,=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
