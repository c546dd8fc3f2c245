import type { Layer } from "@deltarule/core";
import type { Encoding } from "@deltarule/data";
import type { TableModel } from "../model-store.ts";
import type { Grid } from "../text/heat-map.ts";
import { isConstant } from "./encoding-text.ts";
import { type ImageSize, imageSize } from "./image-inputs.ts";
import { type UnitChoice, unitsChosen } from "./unit-choice.ts";

export interface GridOptions extends UnitChoice {
  /** Of the images, where it doesn't show in the columns. */
  readonly imageSize?: ImageSize | undefined;
}

/** What the units above the pixels look for. */
export interface WeightGrids {
  readonly size: ImageSize;
  /** The largest |w| of the whole layer, the scale of all grids. */
  readonly most: number;
  readonly units: readonly { readonly caption: string; readonly grid: Grid }[];
  /** Units of the layer that weren't chosen. */
  readonly left: number;
}

const few = 12;

/**
 * The weights to each chosen unit from the pixels, as the pixels lie.
 * @throws OPTION_INVALID: the inputs aren't images, or there is no such unit
 */
export function weightGrids(name: string, { network, encoding }: TableModel, options: GridOptions): WeightGrids {
  const layer = network.layers[0]!;
  const size = imageSize(name, encoding, options.imageSize);
  const grids = Array.from({ length: layer.units }, (_, j) => unitGrid(layer, j, size, encoding));
  const chosen = unitsChosen(layer, options, few);
  return {
    size,
    most: Math.max(...grids.map(({ values }) => largest(values))),
    units: chosen.map((j) => ({ caption: captionOf(j, network.layers.length, encoding), grid: grids[j]! })),
    left: layer.units - chosen.length,
  };
}

/** Weights from pixels that are always 0 reach nothing, and are blank. */
const unitGrid = ({ units, weights }: Layer, j: number, size: ImageSize, { inputs }: Encoding) => ({
  ...size,
  values: Float64Array.from(inputs, (column, i) => (isConstant(column) ? Number.NaN : weights[i * units + j]!)),
});

// of a blank one, which is NaN, it takes no notice
const largest = (values: Float64Array) => values.reduce((most, w) => Math.max(most, Math.abs(w) || 0), 0);

const captionOf = (j: number, layers: number, { target }: Encoding) =>
  layers === 1 && target.type === "classes" ? target.classes[j]! : `unit ${j + 1}`;
