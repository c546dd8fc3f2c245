import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, test } from "vitest";

// a display, a GPU and a sandbox are what a test machine lacks
const flags = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--enable-unsafe-swiftshader",
  "--enable-unsafe-webgpu",
  "--use-webgpu-adapter=swiftshader",
];

/** Where Chromium is: named by CHROMIUM, installed by the system, or by `npx playwright install chromium`. */
const executable = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  chromium.executablePath(),
].find((path) => path && existsSync(path));

/**
 * Tests in Chromium, which is open while they run. Where there is none they are skipped and named, or fail if REQUIRE_BROWSER is set.
 * @param browser to be called within a test or its hooks
 */
export function describeInChromium(title: string, tests: (browser: () => Browser) => void): void {
  if (!executable) {
    if (process.env.REQUIRE_BROWSER)
      test(title, () => {
        throw new Error("there is no Chromium here; expected one at CHROMIUM or where systems install it");
      });
    else {
      console.warn(`skipped, for there is no Chromium here: ${title}`);
      describe.skip(title, () => tests(unopened));
    }
    return;
  }
  describe(title, () => {
    let browser: Browser | undefined;
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: executable, args: flags });
    });
    afterAll(() => browser?.close());
    tests(() => browser ?? unopened());
  });
}

const unopened = (): never => {
  throw new Error("Chromium isn't open yet; expected a call within a test or a hook");
};
