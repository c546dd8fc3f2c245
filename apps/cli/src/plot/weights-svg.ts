import type { WeightGrids } from "../inspection/weight-grids.ts";
import { plain } from "../text/numerals.ts";
import { drawing, element, text } from "./svg.ts";

const margin = 16;
const top = 56;
const captionHeight = 20;
const [narrowestCell, widestPicture, widest] = [2, 168, 760];
const [below, above] = ["#1f6fb2", "#c8621b"];

/** The weights to each unit as a picture, blue below 0 and orange above, all on one scale. */
export function weightsSvg(title: string, { size, most, units }: WeightGrids): string {
  const { rows, cols } = size;
  const cell = Math.max(narrowestCell, Math.floor(widestPicture / Math.max(rows, cols)));
  const [width, height] = [cols * cell, rows * cell];
  const across = Math.max(1, Math.min(units.length, Math.floor((widest - margin) / (width + margin))));
  const cellOf = (weight: number, x: number, y: number) =>
    element("rect", {
      x,
      y,
      width: cell,
      height: cell,
      fill: weight < 0 ? below : above,
      "fill-opacity": String(Number((Math.abs(weight) / most).toFixed(3))),
    });
  const pictures = units.map(({ caption, grid }, u) => {
    const left = margin + (u % across) * (width + margin);
    const upper = top + Math.floor(u / across) * (height + captionHeight + margin) + captionHeight;
    const cells = Array.from(grid.values, (weight, i) =>
      // what is blank, or as good as 0, is white
      Math.abs(weight) > most / 1000
        ? cellOf(weight, left + (i % cols) * cell, upper + Math.floor(i / cols) * cell)
        : "",
    );
    const frame = element("rect", { x: left, y: upper, width, height, fill: "none", stroke: "#ccc" });
    return `${text(left, upper - 6, caption)}<g shape-rendering="crispEdges">${cells.join("")}</g>${frame}`;
  });
  const bottom = top + Math.ceil(units.length / across) * (height + captionHeight + margin);
  return drawing(title, Math.max(margin + across * (width + margin), widest / 2), bottom, [
    text(margin, 24, title, { "font-size": 14, "font-weight": "bold" }),
    text(margin, 46, `weights from ${plain(-most)}`, { fill: below }),
    text(margin + 130, 46, `to ${plain(most)}`, { fill: above }),
    ...pictures,
  ]);
}
