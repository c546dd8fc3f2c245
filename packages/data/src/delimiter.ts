import { DeltaruleError } from "@deltarule/core";
import type { RawRecord } from "./lines.ts";

// in the order of trust: commas also stand in text and in decimal commas, the others seldom do
const candidates = ["\t", ";", "|", ","];

/**
 * The delimiter of some first records: the most trusted one that stands equally often in each of them, outside quotes; if
 * there is none, the most frequent in the first record; a comma if there is a single column.
 */
export function detectDelimiter(records: readonly RawRecord[]): string {
  const sample = records.slice(0, 100).map(({ text }) => text.replaceAll(/"[^"]*"?/g, ""));
  const counts = candidates.map((delimiter) => sample.map((text) => text.split(delimiter).length - 1));
  const regular = counts.findIndex(([first = 0, ...rest]) => first > 0 && rest.every((count) => count === first));
  if (regular >= 0) return candidates[regular]!;
  const inFirst = counts.map(([first = 0]) => first);
  const most = Math.max(...inFirst);
  return most > 0 ? candidates[inFirst.indexOf(most)]! : ",";
}

/** @throws OPTION_INVALID when it can't delimit fields */
export function checkDelimiter(delimiter: string): string {
  if (typeof delimiter !== "string" || [...delimiter].length !== 1 || /["\r\n]/.test(delimiter))
    throw new DeltaruleError(
      "OPTION_INVALID",
      `delimiter: ${JSON.stringify(delimiter)}; expected one character, for example "," or "\\t", not a quote or the end of a line`,
    );
  return delimiter;
}
