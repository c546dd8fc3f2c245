import { DeltaruleError } from "@deltarule/core";
import { gunzip, isGzip } from "./gzip.ts";
import { isIdx } from "./idx-header.ts";
import { isRecord } from "./json-record.ts";
import { type Peeked, peek } from "./peek.ts";
import type { Source } from "./source.ts";

export const formats = ["csv", "json", "jsonl", "idx"] as const;
/** `json` is an array of records or an object of columns, `jsonl` a record a line, `idx` what MNIST comes in. */
export type Format = (typeof formats)[number];

/** A source, unpacked if it was packed, and its format. */
export interface Recognised {
  readonly format: Format;
  readonly source: Source;
}

/**
 * Finds a source's format: by bytes that no text begins with (gzip, which is unpacked first, and IDX); then by the end of its name,
 * but a name in .json may stand for JSON Lines as well; then by its first character.
 * @throws DATA_INVALID: not a sound gzip file · OPTION_INVALID: the format that was asked for
 */
export async function recognise(source: Source, asked?: Format): Promise<Recognised> {
  if (asked !== undefined && !formats.includes(asked))
    throw new DeltaruleError("OPTION_INVALID", `format: ${asked}; expected one of ${formats.join(", ")}`);
  let peeked = peek(source);
  try {
    const packed = isGzip(await peeked.until(({ length }) => length >= 2));
    if (packed) peeked = peek(gunzip(peeked.whole()));
    const format = asked ?? (await formatOf(peeked, packed ? source.name.replace(/\.gz$/i, "") : source.name));
    return { format, source: peeked.whole() };
  } catch (error) {
    await peeked.close();
    throw error;
  }
}

async function formatOf(peeked: Peeked, name: string): Promise<Format> {
  if (isIdx(await peeked.until(({ length }) => length >= 4))) return "idx";
  if (/-ubyte$|\.idx$/i.test(name)) return "idx";
  if (/\.[ct]sv$/i.test(name)) return "csv";
  if (/\.(jsonl|ndjson)$/i.test(name)) return "jsonl";
  const start = await peeked.until((bytes, from) => bytes.subarray(from).some(isInk) || bytes.length > FAR);
  const at = start.findIndex(isInk);
  if (start[at] === OPENING_BRACE) return braceFormat(peeked, at);
  return start[at] === OPENING_BRACKET || /\.json$/i.test(name) ? "json" : "csv";
}

// a line that is longer is no record, and blanks that go on for longer are no table
const FAR = 2 ** 20;
const OPENING_BRACE = 0x7b;
const OPENING_BRACKET = 0x5b;

/** Neither blank nor of a byte order mark. */
const isInk = (byte: number) => byte > 0x20 && byte !== 0xef && byte !== 0xbb && byte !== 0xbf;

/** JSON Lines if the first line is a record, which has no values with values inside. */
async function braceFormat(peeked: Peeked, at: number): Promise<Format> {
  const isEnd = (byte: number) => byte === 0x0a || byte === 0x0d;
  const start = await peeked.until(
    (bytes, from) => bytes.subarray(Math.max(at, from)).some(isEnd) || bytes.length > FAR,
  );
  const [line = ""] = new TextDecoder().decode(start.subarray(at)).split(/[\r\n]/, 1);
  try {
    return isRecord(JSON.parse(line)) ? "jsonl" : "json";
  } catch {
    return "json";
  }
}
