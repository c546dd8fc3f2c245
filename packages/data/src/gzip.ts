import { DeltaruleError } from "@deltarule/core";
import { chunksOf, type Source } from "./source.ts";

export const isGzip = (start: Uint8Array): boolean => start[0] === 0x1f && start[1] === 0x8b;

// gzip can't do better than 1032 : 1, and only tables of next to nothing but repetition get beyond 200 : 1
const MOST_RATIO = 250;
const FREE_BYTES = 2 ** 26;

/**
 * What a gzip file holds, unpacked as it is read.
 * @throws DATA_INVALID: not a sound gzip file, or more than 250 times as large as that and 64 MiB, so made to fill memory
 */
export function gunzip(source: Source): Source {
  return { name: source.name, bytes: unpacked(source) };
}

async function* unpacked(source: Source): AsyncGenerator<Uint8Array> {
  const { name } = source;
  const chunks = chunksOf(source);
  let taken = 0;
  let given = 0;
  let failure: unknown;
  const packed = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      try {
        const next = await chunks.next();
        if (next.done) return controller.close();
        taken += next.value.length;
        controller.enqueue(Uint8Array.from(next.value));
      } catch (error) {
        failure = error;
        controller.error(error);
      }
    },
  });
  const reader = packed.pipeThrough(new DecompressionStream("gzip")).getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      given += next.value.length;
      if (given > Math.max(FREE_BYTES, MOST_RATIO * taken))
        throw new DeltaruleError(
          "DATA_INVALID",
          `${name}: unpacks to more than ${MOST_RATIO} times its size, as if made to fill memory; unpack it first if you trust it`,
        );
      yield next.value;
    }
  } catch (cause) {
    if (cause instanceof DeltaruleError) throw cause;
    if (failure instanceof DeltaruleError) throw failure;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DeltaruleError("DATA_INVALID", `${name}: not a sound gzip file, cut short or changed: ${reason}`, {
      cause,
    });
  } finally {
    await reader.cancel().catch(() => {});
    await chunks.return(undefined);
  }
}
