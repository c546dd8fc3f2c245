import type { Paint } from "../terminal.ts";
import { aligned, alignedWidth, type Cell } from "./aligned.ts";
import { count, percent } from "./numerals.ts";

/**
 * A confusion matrix: a row an actual class, a column a predicted one, each count shaded by its share of the row. Where it is wider than `width`, each class with its share
 * of right answers and what it is taken for most often.
 */
export function confusionText(
  classes: readonly string[],
  confusion: readonly (readonly number[])[],
  { paint, width }: { readonly paint: Paint; readonly width: number },
): string[] {
  const matrix = matrixRows(classes, confusion, paint);
  return alignedWidth(matrix) <= width
    ? aligned(matrix, (column) => column > 0).map((line) => line.trimEnd())
    : aligned(classRows(classes, confusion, paint), (column) => column === 1 || column === 2);
}

function matrixRows(classes: readonly string[], confusion: readonly (readonly number[])[], paint: Paint): Cell[][] {
  const head = [{ text: "actual ╲ predicted", paint: paint.dim }, ...classes.map((text) => ({ text }))];
  const rows = confusion.map((counts, actual) => {
    const total = counts.reduce((sum, n) => sum + n, 0);
    const countCell = (n: number, predicted: number): Cell =>
      n === 0
        ? { text: "·  ", paint: paint.dim }
        : { text: `${count(n)} ${shade(n / total)}`, paint: predicted === actual ? paint.green : paint.red };
    return [{ text: classes[actual]! }, ...counts.map(countCell)];
  });
  return [head, ...rows];
}

/** As dark as a share of the row, in quarters. */
const shade = (share: number): string => [..."░▒▓█"][Math.min(3, Math.floor(4 * share))]!;

function classRows(classes: readonly string[], confusion: readonly (readonly number[])[], paint: Paint): Cell[][] {
  const head = ["class", "rows", "right", "most often taken for"].map((text) => ({ text, paint: paint.dim }));
  const rows = confusion.map((counts, actual) => {
    const total = counts.reduce((sum, n) => sum + n, 0);
    const wrong = counts.map((n, predicted) => (predicted === actual ? 0 : n));
    const most = Math.max(...wrong);
    const mistaken = most === 0 ? "" : `${classes[wrong.indexOf(most)]} (${count(most)})`;
    return [
      { text: classes[actual]! },
      { text: count(total) },
      { text: total === 0 ? "" : percent(counts[actual]! / total) },
      { text: mistaken },
    ];
  });
  return [head, ...rows];
}
