import { chunksOf, type Source } from "./source.ts";

/** A source whose first bytes can be looked at before it is read. */
export interface Peeked {
  /** Its first bytes, as many as make `enough` true, or all of them. */
  until(enough: (bytes: Uint8Array) => boolean): Promise<Uint8Array>;
  /** The whole of it, from the first byte, once. */
  whole(): Source;
  /** Closes a source that won't be read. */
  close(): Promise<void>;
}

export function peek({ name, bytes }: Source): Peeked {
  const chunks = chunksOf({ name, bytes });
  let seen = new Uint8Array();
  let ended = false;
  async function* replay(): AsyncGenerator<Uint8Array> {
    try {
      if (seen.length > 0) yield seen;
      if (!ended) yield* chunks;
    } finally {
      await chunks.return(undefined);
    }
  }
  return {
    async until(enough) {
      while (!ended && !enough(seen)) {
        const next = await chunks.next();
        if (next.done) ended = true;
        else seen = joined(seen, next.value);
      }
      return seen;
    },
    whole: () => ({ name, bytes: replay() }),
    close: async () => void (await chunks.return(undefined)),
  };
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
