import { chromiumPath, launchChromium } from "@deltarule/chromium";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, test } from "vitest";

/**
 * Tests in Chromium, which is open while they run. Where there is none they are skipped and named, or fail if REQUIRE_BROWSER is set.
 * @param browser to be called within a test or its hooks
 */
export function describeInChromium(title: string, tests: (browser: () => Browser) => void): void {
  if (!chromiumPath) {
    if (process.env.REQUIRE_BROWSER)
      test(title, async () => {
        await launchChromium();
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
      browser = await launchChromium();
    });
    afterAll(() => browser?.close());
    tests(() => browser ?? unopened());
  });
}

const unopened = (): never => {
  throw new Error("Chromium isn't open yet; expected a call within a test or a hook");
};
