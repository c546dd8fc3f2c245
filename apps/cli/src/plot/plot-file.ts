import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { dirname, extname, resolve } from "node:path";
import { DeltaruleError } from "@deltarule/core";
import writeFileAtomic from "write-file-atomic";
import { reasonOf } from "../system-error.ts";

/**
 * Makes sure, before an hour of training, that a plot can be written there.
 * @param model where a model goes in the same run
 * @throws OPTION_INVALID: not the name of an SVG file, the model's, no such folder, no permission
 */
export async function checkPlotPath(path: string, model?: string): Promise<void> {
  if (extname(path).toLowerCase() !== ".svg")
    throw invalid(`--plot: ${path}; expected the name of an SVG file, such as plot.svg`);
  if (model !== undefined && resolve(model) === resolve(path))
    throw invalid(`--plot and the model are both ${path}; expected two files`);
  try {
    await access(dirname(path), constants.W_OK);
  } catch (cause) {
    throw invalid(`--plot: can't write ${path}: folder ${dirname(path)}: ${reasonOf(cause)}`, cause);
  }
}

/** Writes a plot whole or not at all. */
export async function writePlot(path: string, svg: string): Promise<void> {
  try {
    await writeFileAtomic(path, svg);
  } catch (cause) {
    throw invalid(`--plot: can't write ${path}: ${reasonOf(cause)}`, cause);
  }
}

const invalid = (message: string, cause?: unknown) => new DeltaruleError("OPTION_INVALID", message, { cause });
