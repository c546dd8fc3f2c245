/** The bytes of a file of this package, fetched when they are first asked for. */
export async function* openUrl(url: URL): AsyncGenerator<Uint8Array> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.href} answered ${response.status}`);
  yield new Uint8Array(await response.arrayBuffer());
}
