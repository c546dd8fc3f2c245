import type { Layer } from "@deltarule/core";
import type { Encoding } from "@deltarule/data";
import type { TableModel } from "../model-store.ts";
import type { Terminal } from "../terminal.ts";
import { pooled, shading } from "../text/heat-map.ts";
import { counted, plain } from "../text/numerals.ts";
import { isConstant } from "./encoding-text.ts";
import { type ImageSize, imageSize } from "./image-inputs.ts";
import { type UnitChoice, unitsChosen } from "./unit-choice.ts";

export interface PictureOptions extends UnitChoice {
  /** Of the images, where it doesn't show in the columns. */
  readonly imageSize?: ImageSize | undefined;
}

const few = 12;
const gap = "  ";

/**
 * What the units above the inputs look for: the weights to each from the pixels as a picture, with one scale for the whole layer.
 * @throws OPTION_INVALID: the inputs aren't images, or there is no such unit
 */
export function weightPictures(
  name: string,
  { network, encoding }: TableModel,
  options: PictureOptions,
  { paint, width }: Pick<Terminal, "paint" | "width">,
): string[] {
  const layer = network.layers[0]!;
  const size = imageSize(name, encoding, options.imageSize);
  const grids = unitGrids(layer, size, encoding);
  const most = Math.max(...grids.map(({ values }) => largest(values)));
  const { draw, cellWidth, legend } = shading(most, paint);
  // cells of k × k pixels, so that a picture is no wider than the screen
  const k = Math.ceil((size.cols * cellWidth) / width);
  const pictures = unitsChosen(layer, options, few).map((j) => ({
    caption: captionOf(j, network.layers.length, encoding),
    lines: draw(pooled(grids[j]!, k)),
  }));
  const left = layer.units - pictures.length;
  return [
    `Weights from ${size.rows} × ${size.cols} pixels to the ${counted(layer.units, "unit")} above them` +
      (k > 1 ? `, each cell the mean of ${k} × ${k}` : ""),
    `${plain(-most)} ${legend} ${plain(most)}`,
    "",
    ...gallery(pictures, Math.ceil(size.cols / k) * cellWidth, width),
    ...(left > 0 && options.unit === undefined ? [`… ${counted(left, "more unit")} (--all, --unit <n>)`] : []),
  ];
}

/** The weights to each unit; those from pixels that are always 0 reach nothing, and are blank. */
function unitGrids({ units, weights }: Layer, size: ImageSize, { inputs }: Encoding) {
  return Array.from({ length: units }, (_, j) => ({
    ...size,
    values: Float64Array.from(inputs, (column, i) => (isConstant(column) ? Number.NaN : weights[i * units + j]!)),
  }));
}

// of a blank one, which is NaN, it takes no notice
const largest = (values: Float64Array) => values.reduce((most, w) => Math.max(most, Math.abs(w) || 0), 0);

const captionOf = (j: number, layers: number, { target }: Encoding) =>
  layers === 1 && target.type === "classes" ? target.classes[j]! : `unit ${j + 1}`;

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
