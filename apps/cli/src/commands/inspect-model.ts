import { DeltaruleError } from "@deltarule/core";
import { modelLines, unitLines } from "../inspection/model-json.ts";
import { modelText } from "../inspection/model-text.ts";
import { type GridOptions, weightGrids } from "../inspection/weight-grids.ts";
import { weightPictures } from "../inspection/weight-pictures.ts";
import { printJson } from "../json.ts";
import { parseStored } from "../model-store.ts";
import { checkPlotPath, writePlot } from "../plot/plot-file.ts";
import { weightsSvg } from "../plot/weights-svg.ts";
import { print, type Terminal } from "../terminal.ts";

export interface ModelFlags extends GridOptions {
  /** The weights themselves rather than what they are like. */
  readonly weights?: true;
  /** Where they are drawn. */
  readonly plot?: string;
  readonly json?: true;
}

/** `deltarule inspect` of a model file's text. */
export async function inspectModel(name: string, text: string, flags: ModelFlags, terminal: Terminal): Promise<void> {
  const model = parseStored(text, name);
  const { encoding, network } = model;
  if (flags.plot !== undefined) {
    if (!flags.weights || !encoding)
      throw new DeltaruleError("OPTION_INVALID", "--plot: draws the weights of a model of images; expected --weights");
    await checkPlotPath(flags.plot);
    await writePlot(flags.plot, weightsSvg(`${name}: first layer`, weightGrids(name, { ...model, encoding }, flags)));
  }
  if (!flags.weights) {
    if (flags.json) for (const line of modelLines(name, model)) printJson(terminal, line);
    else print(terminal, ...modelText(name, model, terminal, flags.all ?? false));
  } else if (flags.json) for (const line of unitLines(network, flags)) printJson(terminal, line);
  else if (encoding) print(terminal, ...weightPictures(name, { ...model, encoding }, flags, terminal));
  else
    throw new DeltaruleError(
      "MODEL_INVALID",
      `${name}: no encoding, so it doesn't say that its inputs are images; --json shows its weights`,
    );
}
