import { constants } from "node:fs";
import { access, readFile, stat } from "node:fs/promises";
import { dirname } from "node:path";
import {
  DeltaruleError,
  type Model,
  type Network,
  parseModel,
  serializeModel,
  type TrainingState,
} from "@deltarule/core";
import { type Encoding, parseEncoding } from "@deltarule/data";
import writeFileAtomic from "write-file-atomic";
import { isSystemError, reasonOf } from "./system-error.ts";

/** A model that knows what its inputs and outputs mean. */
export interface TableModel {
  readonly network: Network;
  readonly encoding: Encoding;
}

/**
 * Makes sure, before an hour of training, that a model can be written there.
 * @throws MODEL_INVALID: no such folder, no permission, or a file that is no model and so not ours to replace
 */
export async function checkModelPath(path: string, option = "--out"): Promise<void> {
  const folder = dirname(path);
  try {
    await access(folder, constants.W_OK);
  } catch (cause) {
    throw failure(
      `can't write ${path}: folder ${folder}: ${reasonOf(cause)}; choose another place with ${option}`,
      cause,
    );
  }
  const text = await existing(path, option);
  if (text === undefined) return;
  try {
    parseModel(text);
    await access(path, constants.W_OK);
  } catch (cause) {
    const why = isSystemError(cause) ? reasonOf(cause) : "it is there already and no deltarule model";
    throw failure(`won't replace ${path}: ${why}; choose another place with ${option}`, cause);
  }
}

async function existing(path: string, option: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    if (isSystemError(cause) && cause.code === "ENOENT") return undefined;
    throw failure(`can't write ${path}: ${reasonOf(cause)}; choose another place with ${option}`, cause);
  }
}

/** Writes a model whole or not at all: under a temporary name, which is then renamed. */
export async function writeModel(path: string, model: Model): Promise<void> {
  try {
    await writeFileAtomic(path, serializeModel(model));
  } catch (cause) {
    if (cause instanceof DeltaruleError) throw cause;
    throw failure(`can't write ${path}: ${reasonOf(cause)}`, cause);
  }
}

/** @throws MODEL_INVALID with the file and the reason */
export async function readModel(path: string): Promise<TableModel> {
  const text = await modelText(path);
  try {
    const { network, encoding } = parseModel(text);
    if (encoding === null)
      throw failure("no encoding, so it doesn't say what its inputs mean; expected a model that deltarule train wrote");
    return { network, encoding: parseEncoding(encoding) };
  } catch (cause) {
    if (!(cause instanceof DeltaruleError)) throw cause;
    throw failure(`${path}: ${cause.message}`, cause);
  }
}

/** @throws MODEL_INVALID with the file and the reason */
export async function readState(path: string): Promise<TrainingState> {
  const text = await modelText(path);
  try {
    const { state } = parseModel(text);
    if (!state) throw failure("no training to go on with; expected a file that deltarule train --checkpoint wrote");
    return state;
  } catch (cause) {
    if (!(cause instanceof DeltaruleError)) throw cause;
    throw failure(`${path}: ${cause.message}`, cause);
  }
}

async function modelText(path: string): Promise<string> {
  try {
    if ((await stat(path)).isDirectory()) throw failure(`${path} is a folder; expected a model file`);
    return await readFile(path, "utf8");
  } catch (cause) {
    if (cause instanceof DeltaruleError) throw cause;
    throw failure(`can't read the model ${path}: ${reasonOf(cause)}; deltarule train writes one`, cause);
  }
}

const failure = (message: string, cause?: unknown) => new DeltaruleError("MODEL_INVALID", message, { cause });
