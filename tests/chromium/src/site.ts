import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

/** Files on a port of this machine, as a web server gives them. */
export interface Site {
  readonly url: string;
  close(): Promise<void>;
}

export interface SiteOptions {
  /** Whether pages may share memory between threads: the two headers of cross-origin isolation. */
  readonly isolated?: boolean;
  /** More headers of every answer. */
  readonly headers?: Readonly<Record<string, string>>;
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
};

const isolation = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };

/**
 * @param folder whose files it gives; undefined: none
 * @param pages texts by their path, before the files of `folder`
 */
export async function serve(
  folder: string | undefined,
  pages: Readonly<Record<string, string>> = {},
  { isolated = false, headers = {} }: SiteOptions = {},
): Promise<Site> {
  const server = createServer(async ({ url = "/" }, response) => {
    const path = new URL(url, "http://localhost").pathname;
    const file = path.endsWith("/") ? `${path}index.html` : path;
    const content = pages[file] ?? (folder && (await readFile(join(folder, normalize(file))).catch(() => undefined)));
    response.writeHead(content === undefined ? 404 : 200, {
      "Content-Type": types[extname(file)] ?? "application/octet-stream",
      ...(isolated ? isolation : {}),
      ...headers,
    });
    response.end(content);
  });
  await new Promise<void>((listening) => server.listen(0, "localhost", listening));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the server has no port");
  return {
    url: `http://localhost:${address.port}/`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
