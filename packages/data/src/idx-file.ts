import { DeltaruleError } from "@deltarule/core";
import { type IdxHeader, idxHeader, idxHeaderLength } from "./idx-header.ts";
import { peek } from "./peek.ts";
import { chunksOf, type Source } from "./source.ts";

/** An IDX file whose header has been read. */
export interface IdxFile {
  readonly name: string;
  readonly header: IdxHeader;
  /** Its values, once, `size` at a time; all of them are a multiple of that. */
  blocks(size: number): AsyncGenerator<number[]>;
  /** Instead of reading its values. */
  close(): Promise<void>;
}

/** @throws DATA_INVALID: not an IDX file; from its blocks: fewer or more values than the header says, one that isn't finite */
export async function openIdx(source: Source): Promise<IdxFile> {
  const { name } = source;
  const peeked = peek(source);
  const start = await peeked.until((bytes) => bytes.length >= 4 && bytes.length >= idxHeaderLength(bytes));
  try {
    const header = idxHeader(name, start);
    return { name, header, blocks: (size) => blocksOf(peeked.whole(), header, size), close: peeked.close };
  } catch (error) {
    await peeked.close();
    throw error;
  }
}

async function* blocksOf(source: Source, { type, sizes, length }: IdxHeader, size: number): AsyncGenerator<number[]> {
  const claimed = sizes.reduce((product, one) => product * one, 1);
  const block = new Uint8Array(size * type.bytes);
  const view = new DataView(block.buffer);
  let filled = 0;
  let given = 0;
  let header = length;
  const misfit = (what: string) =>
    new DeltaruleError(
      "DATA_INVALID",
      `${source.name}: ${what} the ${claimed} values that its header claims (${sizes.join(" × ")})`,
    );
  for await (const chunk of chunksOf(source)) {
    let at = Math.min(header, chunk.length);
    header -= at;
    while (at < chunk.length) {
      if (given === claimed) throw misfit("goes on after");
      const part = chunk.subarray(at, at + block.length - filled);
      block.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled < block.length) continue;
      const numbers = Array.from({ length: size }, (_, i) => type.read(view, i * type.bytes));
      const bad = numbers.findIndex((x) => !Number.isFinite(x));
      if (bad >= 0)
        throw new DeltaruleError(
          "DATA_INVALID",
          `${source.name}: value ${given + bad + 1} is ${numbers[bad]}; expected a finite number`,
        );
      yield numbers;
      given += size;
      filled = 0;
    }
  }
  if (given < claimed) throw misfit(`ends after ${given + Math.floor(filled / type.bytes)} of`);
}
