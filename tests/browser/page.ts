import type { Browser, Page } from "playwright-core";

/** A page of an address; what it throws is printed. */
export async function openPage(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage();
  page.on("pageerror", (error) => console.error(error));
  await page.goto(url);
  return page;
}

/** The title that a page gives itself when it is done. */
export async function titleOf(browser: Browser, url: string): Promise<string> {
  const page = await openPage(browser, url);
  try {
    await page.waitForFunction(() => document.title);
    return await page.title();
  } finally {
    await page.close();
  }
}
