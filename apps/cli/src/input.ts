import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, dirname, extname } from "node:path";
import { DeltaruleError } from "@deltarule/core";
import { nearest, openSample, type Source, samples } from "@deltarule/data";
import { isSystemError, reasonOf } from "./system-error.ts";

/** A table to read. */
export interface Input {
  readonly source: Source;
  /** What a file made from it is called: "iris" for data/iris.csv. */
  readonly stem: string;
}

/**
 * The table that an argument means: an existing file, "-" for standard input, or a sample's name.
 * @throws DATA_INVALID: none of these, or a folder; from its bytes: no permission, not text
 */
export async function openInput(argument: string, stdin: AsyncIterable<Uint8Array>): Promise<Input> {
  if (argument === "-") return { source: text({ name: "standard input", bytes: stdin }), stem: "stdin" };
  const kind = await kindOf(argument);
  if (kind === "file") {
    const stem = basename(argument, extname(argument));
    return { source: text({ name: argument, bytes: bytesOf(argument) }), stem };
  }
  if (samples.some(({ name }) => name === argument)) return { source: openSample(argument), stem: argument };
  if (kind === "folder") throw invalid(`${argument} is a folder; expected a CSV file`);
  throw await notFound(argument);
}

async function kindOf(path: string): Promise<"file" | "folder" | "nothing"> {
  try {
    // a named pipe or /dev/stdin reads like a file
    return (await stat(path)).isDirectory() ? "folder" : "file";
  } catch (cause) {
    if (isSystemError(cause) && (cause.code === "ENOENT" || cause.code === "ENOTDIR")) return "nothing";
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

/** Refuses what is plainly no text before a CSV reader makes something of it. */
function text({ name, bytes }: { name: string; bytes: AsyncIterable<Uint8Array> }): Source {
  const checked = async function* () {
    for await (const chunk of bytes) {
      if (chunk.includes(0)) throw invalid(`${name} is not text, or is UTF-16; expected a CSV file as UTF-8 text`);
      yield chunk;
    }
  };
  return { name, bytes: checked() };
}

async function notFound(argument: string): Promise<DeltaruleError> {
  const names = samples.map(({ name }) => name);
  const folder = dirname(argument);
  const files = await readdir(folder).catch(() => []);
  const near = nearest(basename(argument), [...files, ...(folder === "." ? names : [])]);
  const path = near && (folder === "." ? near : `${folder}/${near}`);
  const meant = path ? ` Did you mean ${path}?` : "";
  return invalid(
    `no file ${argument}, and no sample of that name; expected a CSV file, "-" for standard input, or one of the samples ` +
      `${names.join(", ")}.${meant}`,
  );
}

const invalid = (message: string, cause?: unknown) => new DeltaruleError("DATA_INVALID", message, { cause });
