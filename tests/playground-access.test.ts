import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "vitest";
import { describeInChromium } from "./browser/chromium.ts";
import { playground, ready } from "./browser/playground.ts";

describeInChromium("the playground in Chromium, for everybody", (browser) => {
  const { withPage } = playground(browser);

  test("by keyboard alone: train an epoch, choose a unit, read its equations", () =>
    withPage("?data=xor&hidden=2", async (page) => {
      await ready(page);
      const tabTo = async (name: RegExp) => {
        for (let press = 0; press < 60; press++) {
          await page.keyboard.press("Tab");
          const label = await page.evaluate(() => {
            const at = document.activeElement;
            return at?.getAttribute("aria-label") ?? at?.textContent ?? "";
          });
          if (name.test(label)) return;
        }
        throw new Error(`no way by Tab to ${name}`);
      };
      await tabTo(/Step one epoch/);
      await page.keyboard.press("Enter");
      await page.getByText("epoch 1", { exact: true }).waitFor();
      await page.getByRole("tab", { name: "Train" }).focus();
      await page.keyboard.press("ArrowRight");
      await tabTo(/unit 1 of layer 1/);
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Unit 1 of hidden layer 1" }).waitFor();
    }));

  test.each(["light", "dark"] as const)("no accessibility violation in any view, %s", async (colorScheme) => {
    for (const view of ["train", "derivation", "digits", "device"])
      await withPage(
        `?data=digits&hidden=8#${view}`,
        async (page) => {
          await page.waitForFunction(() => document.querySelector("svg.network, canvas.pad, .device") !== null);
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
        },
        { colorScheme },
      );
  });

  test("on a phone nothing is wider than the screen", async () => {
    for (const view of ["train", "derivation", "digits", "device"])
      await withPage(
        `?data=digits&hidden=8#${view}`,
        async (page) => {
          await page.waitForFunction(() => document.querySelector("svg.network, canvas.pad, .device") !== null);
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
        },
        { viewport: { width: 390, height: 844 } },
      );
  });
});
