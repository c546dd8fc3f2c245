import { fileURLToPath } from "node:url";
import { type Site, serve } from "@deltarule/chromium";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";

/** The playground as its build wrote it. */
export const built = fileURLToPath(new URL("../../apps/playground/dist", import.meta.url));

export type WithPage = (
  address: string,
  use: (page: Page) => Promise<void>,
  options?: BrowserContextOptions,
) => Promise<void>;

/** Serves the playground while the tests of a block run. */
export function playground(browser: () => Browser): { readonly withPage: WithPage } {
  let site: Site;
  beforeAll(async () => {
    site = await serve(built, {}, { isolated: true });
  });
  afterAll(() => site.close());
  return {
    /** A page of its own; what it complains of in the console fails the test. */
    async withPage(address, use, options = {}) {
      const context = await browser().newContext({ reducedMotion: "reduce", ...options });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on("pageerror", ({ message }) => complaints.push(message));
      page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
      try {
        await page.goto(new URL(address, site.url).href);
        await use(page);
        expect(complaints).toEqual([]);
      } finally {
        await context.close();
      }
    },
  };
}

export const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
export const figure = (page: Page, name: string) => page.locator(".figures div", { hasText: name }).locator("dd");
export const ready = (page: Page) => page.waitForFunction(() => document.querySelector("svg.network") !== null);

/** What is to become true; a test machine may be busy with other tests. */
export const soon = <T>(read: () => T | Promise<T>): ReturnType<typeof expect.poll<T>> =>
  expect.poll(read, { timeout: 30_000 });
