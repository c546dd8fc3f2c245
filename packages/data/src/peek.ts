import { chunksOf, type Source } from "./source.ts";

/** A source whose first bytes can be looked at before it is read. */
export interface Peeked {
  /** Its first bytes, as many as make `enough` true, or all of them; the bytes before `from` have been shown to `enough` before. */
  until(enough: (bytes: Uint8Array, from: number) => boolean): Promise<Uint8Array>;
  /** The whole of it, from the first byte, once. */
  whole(): Source;
  /** Closes a source that won't be read. */
  close(): Promise<void>;
}

export function peek({ name, bytes }: Source): Peeked {
  const chunks = chunksOf({ name, bytes });
  let buffer = new Uint8Array(64);
  let length = 0;
  let ended = false;
  const seen = () => buffer.subarray(0, length);
  const add = (chunk: Uint8Array) => {
    // twice as large each time, so that many small chunks aren't copied again and again
    if (length + chunk.length > buffer.length) {
      const larger = new Uint8Array(2 * (length + chunk.length));
      larger.set(seen());
      buffer = larger;
    }
    buffer.set(chunk, length);
    length += chunk.length;
  };
  async function* replay(): AsyncGenerator<Uint8Array> {
    try {
      if (length > 0) yield seen();
      if (!ended) yield* chunks;
    } finally {
      await chunks.return(undefined);
    }
  }
  return {
    async until(enough) {
      let from = 0;
      while (!ended && !enough(seen(), from)) {
        from = length;
        const next = await chunks.next();
        if (next.done) ended = true;
        else add(next.value);
      }
      return seen();
    },
    whole: () => ({ name, bytes: replay() }),
    close: async () => {
      await chunks.return(undefined);
    },
  };
}
