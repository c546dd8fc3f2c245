import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { launchChromium, serve } from "@deltarule/chromium";
import type { Browser } from "playwright-core";
import { type InputOptions, rolldown } from "rolldown";

/** Chromium, and the address of a page that runs a program. */
export interface ChromiumSite {
  readonly browser: Browser;
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Opens Chromium, and serves a page for a program of ours. Pages are cross-origin isolated, so that threads share memory.
 * @param program its module without the ending: it is TypeScript under a test, and JavaScript once it is built
 * @throws where there is no Chromium
 */
export async function openChromiumSite(program: URL, resolve?: InputOptions["resolve"]): Promise<ChromiumSite> {
  const path = `${fileURLToPath(program)}${extname(import.meta.url)}`;
  const files = await pageFiles(path, resolve);
  const browser = await launchChromium({ gpu: true });
  const site = await serve(undefined, files, { isolated: true });
  return {
    browser,
    url: site.url,
    async close() {
      await browser.close();
      await site.close();
    },
  };
}

/** The page and its program, bundled for a browser with all that it imports, by path. */
async function pageFiles(input: string, resolve: InputOptions["resolve"] = {}): Promise<Record<string, string>> {
  const bundle = await rolldown({ input, resolve, platform: "browser", logLevel: "silent" });
  const { output } = await bundle.generate({ format: "esm", entryFileNames: "page.js" });
  await bundle.close();
  const scripts = output.flatMap((part) => (part.type === "chunk" ? [[`/${part.fileName}`, part.code] as const] : []));
  const html =
    '<!doctype html><meta charset="utf-8"><title>bench</title><script type="module" src="/page.js"></script>';
  return { ...Object.fromEntries(scripts), "/index.html": html };
}
