import { count } from "../text/numerals.ts";
import { drawing, element, text } from "./svg.ts";

const margin = 16;
const top = 48;
const [widestCell, narrowestCell, widestMatrix] = [64, 12, 640];
/** Narrower cells have no room for a count. */
const roomForCount = 26;
/** Of more classes, empty cells are left out: there are very many of them. */
const mostGridded = 60;
const letter = 7;
const longestLabel = 22;

/** A confusion matrix: a row an actual class, a column a predicted one; each cell as dark as its share of the row. */
export function confusionSvg(
  title: string,
  classes: readonly string[],
  confusion: readonly (readonly number[])[],
): string {
  const labels = classes.map((label) => (label.length > longestLabel ? `${label.slice(0, longestLabel - 1)}…` : label));
  const cell = Math.max(narrowestCell, Math.min(widestCell, widestMatrix / classes.length));
  const labelWidth = letter * Math.max(...labels.map((label) => label.length));
  const upright = labelWidth > cell;
  const left = margin + 20 + labelWidth + 8;
  const above = top + 20 + (upright ? labelWidth : 12) + 8;
  const size = cell * classes.length;
  const across = (k: number) => left + (k + 0.5) * cell;
  const down = (k: number) => above + (k + 0.5) * cell;

  const cells = confusion.flatMap((counts, actual) => {
    const total = Math.max(
      1,
      counts.reduce((sum, n) => sum + n, 0),
    );
    return counts.flatMap((n, predicted) => {
      if (n === 0 && classes.length > mostGridded) return [];
      const share = n / total;
      const square = element("rect", {
        x: left + predicted * cell,
        y: above + actual * cell,
        width: cell,
        height: cell,
        fill: actual === predicted ? "#1f6fb2" : "#c8621b",
        // the least count that isn't 0 is to be seen
        "fill-opacity": n === 0 ? "0" : String(Number((0.15 + 0.85 * share).toFixed(3))),
        stroke: "#ddd",
      });
      if (n === 0 || cell < roomForCount) return [square];
      const fill = share > 0.5 ? "#fff" : "#333";
      return [square, text(across(predicted), down(actual) + 4, count(n), { "text-anchor": "middle", fill })];
    });
  });
  const columnLabel = (label: string, k: number) =>
    upright
      ? text(0, 0, label, { transform: `translate(${(across(k) + 4).toFixed(1)} ${above - 8}) rotate(-90)` })
      : text(across(k), above - 8, label, { "text-anchor": "middle" });
  return drawing(
    title,
    Math.max(left + size + margin, 2 * margin + letter * 1.2 * title.length),
    above + size + margin,
    [
      text(margin, 24, title, { "font-size": 14, "font-weight": "bold" }),
      text(left + size / 2, top, "predicted", { "text-anchor": "middle", fill: "#777" }),
      text(0, 0, "actual", {
        "text-anchor": "middle",
        fill: "#777",
        transform: `translate(${margin + 10} ${(above + size / 2).toFixed(1)}) rotate(-90)`,
      }),
      ...labels.map(columnLabel),
      ...labels.map((label, k) => text(left - 8, down(k) + 4, label, { "text-anchor": "end" })),
      ...cells,
      element("rect", { x: left, y: above, width: size, height: size, fill: "none", stroke: "#ddd" }),
    ],
  );
}
