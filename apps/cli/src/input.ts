import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, dirname, extname } from "node:path";
import { DeltaruleError } from "@deltarule/core";
import { labelsName, nearest, openSample, pairLabels, type Source, samples } from "@deltarule/data";
import { isSystemError, reasonOf } from "./system-error.ts";

/** A table to read. */
export interface Input {
  readonly source: Source;
  /** Of a file, in bytes; undefined: it can be read only once, as a pipe can. */
  readonly size: number | undefined;
  /** What a file made from it is called: "iris" for data/iris.csv.gz. */
  readonly stem: string;
}

/** A table in one file or several, images with their labels. */
export interface Inputs {
  readonly sources: readonly Source[];
  /** The same once more, from their beginning. */
  reopen(): Promise<readonly Source[]>;
  /** Of all files, in bytes; undefined: not all can be read more than once. */
  readonly size: number | undefined;
  /** Of the first. */
  readonly stem: string;
}

/**
 * The tables that arguments mean, as one.
 * @param labels the IDX file of the labels, where it isn't found by its name
 * @throws DATA_INVALID as `openInput` does · OPTION_INVALID: standard input twice, labels for more than one file
 */
export async function openInputs(
  files: readonly string[],
  stdin: AsyncIterable<Uint8Array>,
  labels?: string,
): Promise<Inputs> {
  if ([...files, labels].filter((file) => file === "-").length > 1)
    throw new DeltaruleError("OPTION_INVALID", 'standard input ("-") is named twice; expected it once');
  const inputs = await Promise.all(files.map((file) => openInput(file, stdin)));
  const answers = labels === undefined ? undefined : await openInput(labels, stdin);
  // labels that are named themselves aren't read a second time
  const sources = pairLabels(
    inputs.map(({ source }) => (files.includes(source.labels?.name ?? "") ? { ...source, labels: undefined } : source)),
  );
  const [images, ...others] = sources;
  if (answers && (!images || others.length > 0))
    throw new DeltaruleError(
      "OPTION_INVALID",
      `--labels: ${sources.length} files of images; expected one for the labels`,
    );
  const sizes = [...inputs, ...(answers ? [answers] : [])].map(({ size }) => size ?? Number.NaN);
  const size = sizes.reduce((sum, one) => sum + one, 0);
  return {
    sources: answers && images ? [{ ...images, labels: answers.source }] : sources,
    reopen: async () => (await openInputs(files, stdin, labels)).sources,
    size: Number.isNaN(size) ? undefined : size,
    stem: inputs[0]?.stem ?? "",
  };
}

/**
 * The table that an argument means: an existing file, "-" for standard input, or a sample's name. Images have the labels that lie
 * beside them under the usual name.
 * @throws DATA_INVALID: none of these, or a folder; from its bytes: no permission
 */
export async function openInput(argument: string, stdin: AsyncIterable<Uint8Array>): Promise<Input> {
  if (argument === "-") return { source: { name: "standard input", bytes: stdin }, size: undefined, stem: "stdin" };
  const found = await look(argument);
  if (found?.kind === "file") {
    const labels = labelsName(argument);
    const labelled = labels !== undefined && (await look(labels))?.kind === "file";
    return {
      source: { ...fileSource(argument), labels: labelled ? fileSource(labels) : undefined },
      size: found.size,
      stem: stemOf(argument),
    };
  }
  if (samples.some(({ name }) => name === argument)) return { source: openSample(argument), size: 0, stem: argument };
  if (found) throw invalid(`${argument} is a folder; expected a table`);
  throw await notFound(argument);
}

const fileSource = (path: string): Source => ({ name: path, bytes: bytesOf(path) });

function stemOf(path: string): string {
  const name = basename(path).replace(/\.gz$/i, "");
  return basename(name, extname(name));
}

/** What lies at a path; undefined: nothing. */
async function look(
  path: string,
): Promise<{ readonly kind: "file" | "folder"; readonly size: number | undefined } | undefined> {
  try {
    const found = await stat(path);
    // a named pipe or /dev/stdin reads like a file, but once
    return { kind: found.isDirectory() ? "folder" : "file", size: found.isFile() ? found.size : undefined };
  } catch (cause) {
    if (isSystemError(cause) && (cause.code === "ENOENT" || cause.code === "ENOTDIR")) return undefined;
    throw invalid(`${path} can't be read: ${reasonOf(cause)}`, cause);
  }
}

async function* bytesOf(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path);
  } catch (cause) {
    throw invalid(`${path} can't be read: ${reasonOf(cause)}`, cause);
  }
}

async function notFound(argument: string): Promise<DeltaruleError> {
  const names = samples.map(({ name }) => name);
  const folder = dirname(argument);
  const files = await readdir(folder).catch(() => []);
  const near = nearest(basename(argument), [...files, ...(folder === "." ? names : [])]);
  const path = near && (folder === "." ? near : `${folder}/${near}`);
  const meant = path ? ` Did you mean ${path}?` : "";
  return invalid(
    `no file ${argument}, and no sample of that name; expected a table, "-" for standard input, or one of the samples ` +
      `${names.join(", ")}.${meant}`,
  );
}

const invalid = (message: string, cause?: unknown) => new DeltaruleError("DATA_INVALID", message, { cause });
