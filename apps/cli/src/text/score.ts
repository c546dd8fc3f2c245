import type { Encoding, Score } from "@deltarule/data";
import type { Paint } from "../terminal.ts";
import type { Measured } from "../training/measure.ts";
import { confusionText } from "./confusion.ts";
import { count, percent, significant } from "./numerals.ts";

/** A measurement in words: a headline and, for classes, a confusion matrix. */
export function scoreText(
  title: string,
  { target }: Encoding,
  { score, rows }: Measured,
  style: { readonly paint: Paint; readonly width: number },
): string[] {
  const headline = `${title}: ${measures(score, rows, target.name, style.paint)}`;
  if (score.type === "number" || target.type === "number") return [headline];
  const inner = { ...style, width: style.width - 2 };
  return [headline, "", ...confusionText(target.classes, score.confusion, inner).map((line) => `  ${line}`)];
}

function measures(score: Score, rows: number, target: string, { bold, dim }: Paint): string {
  if (score.type === "number")
    return `RMSE ${bold(significant(score.rmse))} ${dim(`(in the units of ${target})`)}, R² ${bold(score.rSquared.toFixed(3))}`;
  return `accuracy ${bold(percent(score.accuracy))} ${dim(`(${count(score.accuracy * rows)} of ${count(rows)} right)`)}`;
}
