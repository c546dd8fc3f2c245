import { DeltaruleError } from "@deltarule/core";
import { chunksOf, type Source } from "./source.ts";

const [LF, CR] = [10, 13];

/**
 * The text of a source, as it comes, without a byte order mark.
 * @throws DATA_INVALID with the line: bytes that aren't UTF-8, or a zero byte, which no text has but which UTF-16 is full of
 */
export async function* textOf(source: Source): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let line = 1;
  let last = 0;
  for await (const bytes of chunksOf(source)) {
    let text: string;
    try {
      text = decoder.decode(bytes, { stream: true });
    } catch (cause) {
      throw notUtf8(source.name, line + linesBeforeBadByte(bytes, last), cause);
    }
    for (const byte of bytes) {
      if (byte === 0)
        throw new DeltaruleError(
          "DATA_INVALID",
          `${source.name}, line ${line} is not text, or is UTF-16; expected a table as UTF-8 text`,
        );
      if (byte === CR || (byte === LF && last !== CR)) line++;
      last = byte;
    }
    yield text;
  }
  try {
    yield decoder.decode();
  } catch (cause) {
    throw notUtf8(source.name, line, cause);
  }
}

const notUtf8 = (name: string, line: number, cause: unknown) =>
  new DeltaruleError("DATA_INVALID", `${name}, line ${line}: not UTF-8 text; save the file as UTF-8`, { cause });

function linesBeforeBadByte(bytes: Uint8Array, last: number): number {
  // bytes 10xxxxxx at the start end a character of the chunk before
  const start = bytes.findIndex((byte) => byte >> 6 !== 0b10);
  const lenient = new TextDecoder().decode(bytes.subarray(Math.max(start, 0)));
  const before = lenient.slice(0, Math.max(lenient.indexOf("\ufffd"), 0));
  const ends = before.match(/\r\n|\n|\r/g)?.length ?? 0;
  return last === CR && before.startsWith("\n") ? ends - 1 : ends;
}
