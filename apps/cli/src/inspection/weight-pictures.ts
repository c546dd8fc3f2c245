import type { TableModel } from "../model-store.ts";
import type { Terminal } from "../terminal.ts";
import { pooled, shading } from "../text/heat-map.ts";
import { counted, plain } from "../text/numerals.ts";
import { type GridOptions, weightGrids } from "./weight-grids.ts";

const gap = "  ";

/**
 * What the units above the inputs look for: the weights to each from the pixels as a picture, with one scale for the whole layer.
 * @throws OPTION_INVALID: the inputs aren't images, or there is no such unit
 */
export function weightPictures(
  name: string,
  model: TableModel,
  options: GridOptions,
  { paint, width }: Pick<Terminal, "paint" | "width">,
): string[] {
  const { size, most, units, left } = weightGrids(name, model, options);
  const { draw, cellWidth, legend } = shading(most, paint);
  // cells of k × k pixels, so that a picture is no wider than the screen
  const k = Math.ceil((size.cols * cellWidth) / width);
  const pictures = units.map(({ caption, grid }) => ({ caption, lines: draw(pooled(grid, k)) }));
  return [
    `Weights from ${size.rows} × ${size.cols} pixels to the ${counted(units.length + left, "unit")} above them` +
      (k > 1 ? `, each cell the mean of ${k} × ${k}` : ""),
    `${plain(-most)} ${legend} ${plain(most)}`,
    "",
    ...gallery(pictures, Math.ceil(size.cols / k) * cellWidth, width),
    ...(left > 0 && options.unit === undefined ? [`… ${counted(left, "more unit")} (--all, --unit <n>)`] : []),
  ];
}

interface Picture {
  readonly caption: string;
  readonly lines: readonly string[];
}

/** Pictures side by side, as many as the screen is wide. */
function gallery(pictures: readonly Picture[], pictureWidth: number, width: number): string[] {
  const each = Math.max(pictureWidth, ...pictures.map(({ caption }) => caption.length));
  const across = Math.max(1, Math.floor((width + gap.length) / (each + gap.length)));
  const margin = " ".repeat(each - pictureWidth);
  return Array.from({ length: Math.ceil(pictures.length / across) }, (_, row) => {
    const some = pictures.slice(row * across, (row + 1) * across);
    const lines = some[0]!.lines.map((_, l) => some.map((picture) => picture.lines[l]! + margin).join(gap));
    return [some.map(({ caption }) => caption.padEnd(each)).join(gap), ...lines, ""].map((line) => line.trimEnd());
  }).flat();
}
