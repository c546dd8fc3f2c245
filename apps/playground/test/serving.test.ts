import { fileURLToPath } from "node:url";
import { createServer, preview } from "vite";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const local = { host: "localhost", port: 0 };
const isolation = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };

const headersOf = async (urls: { readonly local: readonly string[] } | null) =>
  Object.fromEntries((await fetch(urls!.local[0]!)).headers);

test("the page is isolated in development, so that threads share memory", async () => {
  const server = await createServer({ root, server: local, optimizeDeps: { noDiscovery: true }, logLevel: "error" });
  try {
    await server.listen();
    expect(await headersOf(server.resolvedUrls)).toMatchObject(isolation);
  } finally {
    await server.close();
  }
});

test("the built page is isolated where it is previewed", async () => {
  const server = await preview({ root, preview: local, logLevel: "error" });
  try {
    expect(await headersOf(server.resolvedUrls)).toMatchObject(isolation);
  } finally {
    await server.close();
  }
});
