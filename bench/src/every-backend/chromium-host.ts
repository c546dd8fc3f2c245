import type { Variant } from "@deltarule/backends";
import type { Candidate } from "@deltarule/measure";
import type { Browser, Page } from "playwright-core";
import { answerOf } from "../pages/answer.ts";
import { openChromiumSite } from "../pages/chromium-site.ts";
import type { Host, Training } from "./host.ts";

/**
 * Chromium, in which everything runs on the main thread of a page, as in a user's; a candidate has a page of its own.
 * @throws where there is no Chromium
 */
export async function openChromium(): Promise<Host> {
  const { browser, url, close } = await openChromiumSite(new URL("./page", import.meta.url));
  try {
    const shared = await open(browser, url);
    return {
      name: `Chromium ${browser.version().split(".")[0]}`,
      probe: (variant) => shared.evaluate((variant) => globalThis.everyBackend.probe(variant), variant),
      async prove(variant, only) {
        const page = await open(browser, url);
        try {
          return await page.evaluate(([...given]) => globalThis.everyBackend.conformance(...given), [
            variant,
            only,
          ] as const);
        } finally {
          await page.close();
        }
      },
      training: (name, variant, training) => inPage(name, () => open(browser, url), variant, training),
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
      const inTime = <T>(answer: Promise<T>) => answerOf(page, patience, answer);
      try {
        const given = [variant, options, turn] as const;
        return {
          note: await inTime(page.evaluate(([...given]) => globalThis.everyBackend.prepare(...given), given)),
          prove: () => inTime(page.evaluate(() => globalThis.everyBackend.prove())),
          run: (count) => inTime(page.evaluate((count) => globalThis.everyBackend.run(count), count)),
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
