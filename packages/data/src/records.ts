import { DeltaruleError } from "@deltarule/core";
import { chunksOf, type Source } from "./source.ts";

/** The text of one record, quotes and all, and the line that it starts in (from 1). */
export interface RawRecord {
  readonly line: number;
  readonly text: string;
}

/**
 * Cuts UTF-8 text into records, at the ends of lines (\n, \r\n or \r) that stand outside quotes; blank lines are left out.
 * A record is handed on as soon as its line has ended, all those of a chunk together: in a pipe, a CSV parser that looks one
 * character ahead would hold each row back until the next one came.
 * @throws DATA_INVALID with the line: bytes that aren't UTF-8
 */
export async function* recordsOf(source: Source): AsyncGenerator<readonly RawRecord[]> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let line = 1;
  let started = { line, text: "" };
  let quoted = false;
  let held = "";

  const decode = (bytes?: Uint8Array) => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
    } catch (cause) {
      const at = line + (bytes ? linesBeforeBadByte(held, bytes) : 0);
      throw new DeltaruleError("DATA_INVALID", `${source.name}, line ${at}: not UTF-8 text; save the file as UTF-8`, {
        cause,
      });
    }
  };

  const cut = (text: string): RawRecord[] => {
    const records: RawRecord[] = [];
    let from = 0;
    for (const { 0: mark, index } of text.matchAll(/"|\r\n|\n|\r/g)) {
      // a doubled quote inside a quoted field leaves and enters it again
      if (mark === '"') quoted = !quoted;
      else {
        line++;
        if (quoted) continue;
        records.push({ line: started.line, text: started.text + text.slice(from, index) });
        from = index + mark.length;
        started = { line, text: "" };
      }
    }
    started.text += text.slice(from);
    return records.filter(notBlank);
  };

  for await (const bytes of chunksOf(source)) {
    const text = held + decode(bytes);
    // the \n of this \r may come with the next chunk
    held = text.endsWith("\r") ? "\r" : "";
    const records = cut(text.slice(0, text.length - held.length));
    if (records.length > 0) yield records;
  }
  const last = [...cut(held + decode()), started].filter(notBlank);
  if (last.length > 0) yield last;
}

// tabs count: they may be delimiters between empty fields
const notBlank = ({ text }: RawRecord) => !/^ *$/.test(text);

function linesBeforeBadByte(held: string, bytes: Uint8Array): number {
  // bytes 10xxxxxx at the start end a character of the chunk before
  const start = bytes.findIndex((byte) => byte >> 6 !== 0b10);
  const lenient = new TextDecoder().decode(bytes.subarray(Math.max(start, 0)));
  const before = held + lenient.slice(0, Math.max(lenient.indexOf("\ufffd"), 0));
  return before.match(/\r\n|\n|\r/g)?.length ?? 0;
}
