import { DeltaruleError } from "@deltarule/core";

/** Bytes with a name to call them by in messages: a file's path, "standard input", a URL. They can be read once. */
export interface Source {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>;
  /** The IDX file of the labels, if this is one of images. */
  readonly labels?: Source | undefined;
}

/** A source from text that is already in memory. */
export const textSource = (text: string, name = "text"): Source => ({ name, bytes: new Blob([text]).stream() });

/** A source from what a browser's file picker gives, or from any other blob. */
export function fileSource(file: Blob & { readonly name?: string }, name = file.name ?? "file"): Source {
  return { name, bytes: file.stream() };
}

/**
 * The chunks of a source, as they come.
 * @throws DATA_INVALID when the source can't be read, its own error as the cause
 */
export async function* chunksOf({ name, bytes }: Source): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes instanceof ReadableStream ? read(bytes) : bytes;
  } catch (cause) {
    if (cause instanceof DeltaruleError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DeltaruleError("DATA_INVALID", `${name}: can't be read: ${reason}`, { cause });
  }
}

// not every browser can iterate over a ReadableStream
async function* read(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel();
  }
}
