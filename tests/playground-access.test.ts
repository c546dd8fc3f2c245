import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "vitest";
import { describeInChromium } from "./browser/chromium.ts";
import { button, playground, ready } from "./browser/playground.ts";

describeInChromium("the playground in Chromium, for everybody", (browser) => {
  const { withPage } = playground(browser);
  const views = ["train", "derivation", "digits", "device"];

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

  test.each([
    ["light", 1280],
    ["dark", 1280],
    ["dark", 390],
  ] as const)("no accessibility violation in any view, %s, %d pixels wide", (colorScheme, width) =>
    withPage(
      "?data=iris&hidden=4",
      async (page) => {
        await ready(page);
        await button(page, "Step one epoch").click();
        await page.getByText("Confusions").click();
        await page.getByText("Take it with you").click();
        for (const view of views) {
          await page.locator(`#tab-${view}`).click();
          if (view === "derivation") await button(page, "Walk through").click();
          if (view === "digits") await button(page, "Train on digits").click();
          await page.waitForFunction(() => document.querySelector("svg.network, canvas.pad, .device") !== null);
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(violations.map(({ id, nodes }) => [view, id, ...nodes.map(({ html }) => html)])).toEqual([]);
        }
      },
      { colorScheme, viewport: { width, height: 844 } },
    ),
  );

  test.each([320, 390, 768, 1024, 1280, 1920])(
    "%d pixels wide, nothing sticks out, and no control is over another",
    (width) =>
      withPage(
        "?data=digits&hidden=8",
        async (page) => {
          await ready(page);
          for (const view of views) {
            await page.locator(`#tab-${view}`).click();
            if (view === "derivation") await page.locator(".lines .term").first().waitFor();
            expect([view, await page.evaluate(misplaced)]).toEqual([view, []]);
          }
        },
        { viewport: { width, height: 844 } },
      ),
  );

  test("where training has stopped is said to those who can't see it", () =>
    withPage("?data=xor&hidden=2", async (page) => {
      await ready(page);
      await button(page, "Step one epoch").click();
      await page
        .getByRole("status")
        .getByText(/^After epoch 1, step 4: error 0\.\d+, accuracy \d+\.\d %$/)
        .waitFor();
    }));
});

/** What in a page is wider than the screen, cut off within its control, or over another control. Run in the page. */
function misplaced(): string[] {
  const { clientWidth, scrollWidth } = document.documentElement;
  const found = scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide on a screen of ${clientWidth}`] : [];
  const name = (element: Element) =>
    `${element.tagName} ${element.getAttribute("aria-label") ?? element.textContent?.trim().slice(0, 30)}`;
  const controls = [...document.querySelectorAll("button, select, input, .file, summary")].filter(
    (element) => element.checkVisibility() && !element.closest(".unseen, .file > *"),
  );
  for (const element of controls) {
    const { left, right } = element.getBoundingClientRect();
    if (left < 0 || right > clientWidth + 0.5) found.push(`${name(element)} sticks out of the screen`);
    if (element.tagName === "BUTTON" && element.scrollWidth > element.clientWidth + 1)
      found.push(`${name(element)} is cut off`);
  }
  controls.forEach((one, i) => {
    const a = one.getBoundingClientRect();
    for (const other of controls.slice(i + 1)) {
      const b = other.getBoundingClientRect();
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > 1 && down > 1 && !one.contains(other)) found.push(`${name(one)} is over ${name(other)}`);
    }
  });
  return found;
}
