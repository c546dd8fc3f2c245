import { text } from "node:stream/consumers";
import type { Source } from "@deltarule/data";

/** What a source turns out to be. */
export type Recognised = { readonly name: string; readonly model: string } | { readonly table: Source };

/** The first bytes of a model file, however it is laid out. */
const opening = /^\s*\{\s*"format"\s*:\s*"deltarule-model"/;
const long = 256;

/** Looks at a source's first bytes: the text of a model file, whole or not, or else the same source, to be read from its first byte. */
export async function recognise(source: Source): Promise<Recognised> {
  const chunks = source.bytes[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  for (let length = 0; length < long; ) {
    const { done, value } = await chunks.next();
    if (done) break;
    head.push(value);
    length += value.length;
  }
  async function* bytes(): AsyncGenerator<Uint8Array> {
    try {
      yield* head;
      yield* { [Symbol.asyncIterator]: () => chunks };
    } finally {
      await chunks.return?.();
    }
  }
  const start = new TextDecoder().decode(Buffer.concat(head));
  return opening.test(start)
    ? { name: source.name, model: await text(bytes()) }
    : { table: { ...source, bytes: bytes() } };
}
