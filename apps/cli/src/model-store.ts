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
import { type Encoding, inputSize, outputSize, parseEncoding } from "@deltarule/data";
import writeFileAtomic from "write-file-atomic";
import { isSystemError, reasonOf } from "./system-error.ts";

/** What a model file holds. */
export interface StoredModel extends Model {
  readonly encoding: Encoding | undefined;
}

/** A model that knows what its inputs and outputs mean. */
export interface TableModel extends StoredModel {
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
  const model = parseStored(await modelText(path), path);
  const { encoding } = model;
  if (encoding) return { ...model, encoding };
  throw failure(
    `${path}: no encoding, so it doesn't say what its inputs mean; expected a model that deltarule train wrote`,
  );
}

/** A model that holds a training in progress. */
export interface Checkpoint extends StoredModel {
  readonly state: TrainingState;
}

/** @throws MODEL_INVALID with the file and the reason */
export async function readCheckpoint(path: string): Promise<Checkpoint> {
  const model = parseStored(await modelText(path), path);
  const { state } = model;
  if (state) return { ...model, state };
  throw failure(`${path}: no training to go on with; expected a file that deltarule train --checkpoint wrote`);
}

/** @throws MODEL_INVALID with the file's name and the reason */
export function parseStored(text: string, name: string): StoredModel {
  try {
    const model = parseModel(text);
    // what isn't there is null
    if (model.encoding === null) return { ...model, encoding: undefined };
    const encoding = parseEncoding(model.encoding);
    checkSizes(encoding, model.network);
    return { ...model, encoding };
  } catch (cause) {
    if (!(cause instanceof DeltaruleError)) throw cause;
    throw failure(`${name}: ${cause.message}`, cause);
  }
}

function checkSizes(encoding: Encoding, { sizes }: Network): void {
  const [inputs, outputs] = [inputSize(encoding), outputSize(encoding)];
  if (inputs === sizes[0] && outputs === sizes.at(-1)) return;
  throw failure(
    `its encoding is of ${inputs} inputs and ${outputs} outputs; expected ${sizes[0]} and ${sizes.at(-1)}, as its network has`,
  );
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
