import { createReadStream } from "node:fs";

/** The bytes of a file of this package, opened when they are first asked for. */
export async function* openUrl(url: URL): AsyncGenerator<Uint8Array> {
  yield* createReadStream(url);
}
