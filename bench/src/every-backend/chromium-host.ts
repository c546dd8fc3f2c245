import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import type { Variant } from "@deltarule/backends";
import { launchChromium, serve } from "@deltarule/chromium";
import type { Candidate } from "@deltarule/measure";
import type { Browser, Page } from "playwright-core";
import { rolldown } from "rolldown";
import type { Host, Training } from "./host.ts";

const here = fileURLToPath(new URL(".", import.meta.url));

/**
 * Chromium, in which everything runs on the main thread of a page, as in a user's; a candidate has a page of its own. Pages are
 * cross-origin isolated, so that threads share memory.
 * @throws where there is no Chromium
 */
export async function openChromium(): Promise<Host> {
  const browser = await launchChromium();
  const site = await serve(here, await files(), { isolated: true });
  const close = async () => {
    await browser.close();
    await site.close();
  };
  try {
    const shared = await open(browser, site.url);
    return {
      name: `Chromium ${browser.version().split(".")[0]}`,
      probe: (variant) => shared.evaluate((variant) => globalThis.everyBackend.probe(variant), variant),
      async prove(variant, only) {
        const page = await open(browser, site.url);
        try {
          return await page.evaluate(([...given]) => globalThis.everyBackend.conformance(...given), [
            variant,
            only,
          ] as const);
        } finally {
          await page.close();
        }
      },
      training: (name, variant, training) => inPage(name, () => open(browser, site.url), variant, training),
      close,
    };
  } catch (cause) {
    await close();
    throw cause;
  }
}

function inPage(
  name: string,
  open: () => Promise<Page>,
  variant: Variant,
  { options, turn, patience }: Training,
): Candidate {
  return {
    name,
    async prepare() {
      const page = await open();
      try {
        const note = await answered(
          page,
          patience,
          page.evaluate(([...given]) => globalThis.everyBackend.prepare(...given), [variant, options, turn] as const),
        );
        return {
          note,
          prove: () =>
            answered(
              page,
              patience,
              page.evaluate(() => globalThis.everyBackend.prove()),
            ),
          run: (count) =>
            answered(
              page,
              patience,
              page.evaluate((count) => globalThis.everyBackend.run(count), count),
            ),
          close: () => page.close(),
        };
      } catch (cause) {
        await page.close();
        throw cause;
      }
    },
  };
}

async function open(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(url);
  await page.waitForFunction(() => "everyBackend" in globalThis);
  return page;
}

/** A page that doesn't answer is closed, which ends what it does. */
async function answered<T>(page: Page, patience: number, answer: Promise<T>): Promise<T> {
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    void page.close();
  }, patience);
  try {
    return await answer;
  } catch (cause) {
    throw late ? new Error(`no answer within ${patience / 1000} s`, { cause }) : bare(cause);
  } finally {
    clearTimeout(timer);
  }
}

/** As it was thrown in the page: "page.evaluate: Error: MESSAGE", and a stack. */
function bare(cause: unknown): Error {
  const [first = ""] = (cause instanceof Error ? cause.message : String(cause)).split("\n");
  return new Error(first.replace(/^page\.evaluate: (\w*Error: )?/, ""), { cause });
}

/** The page and its program, bundled for a browser. */
async function files(): Promise<Record<string, string>> {
  const bundle = await rolldown({
    // beside this file: built, or TypeScript under a test
    input: `${here}page${extname(import.meta.url)}`,
    platform: "browser",
    logLevel: "silent",
  });
  const { output } = await bundle.generate({ format: "esm", entryFileNames: "page.js" });
  await bundle.close();
  const scripts = output.flatMap((part) => (part.type === "chunk" ? [[`/${part.fileName}`, part.code] as const] : []));
  return {
    "/index.html": '<!doctype html><script type="module" src="/page.js"></script>',
    ...Object.fromEntries(scripts),
  };
}
