import type { Browser } from "playwright-core";
import { answerOf } from "../pages/answer.ts";
import type { Conversation } from "../processes/conversation.ts";
import type { PageTask } from "./page-task.ts";

/** What a page of the browser draws with. */
export async function adapterOf(browser: Browser, url: string): Promise<string> {
  const page = await browser.newPage();
  try {
    await page.goto(url);
    return await page.evaluate(() => globalThis.bench.adapter());
  } finally {
    await page.close();
  }
}

/**
 * A conversation with a page instead of a process.
 * @throws what the page threw, or that it took longer than `patience` milliseconds
 */
export async function conversePage(
  browser: Browser,
  url: string,
  task: PageTask,
  patience: number,
): Promise<Conversation> {
  const page = await browser.newPage();
  const inTime = <T>(answer: Promise<T>) => answerOf(page, patience, answer);
  const end = () => page.close();
  try {
    await page.goto(url);
    const note = await inTime(page.evaluate((task) => globalThis.bench.prepare(task), task));
    return {
      note,
      async ask(line, expected) {
        const [word, ...rest] = (await inTime(page.evaluate((line) => globalThis.bench.answer(line), line))).split(" ");
        if (word !== expected) throw new Error(`the page answered ${word}; expected ${expected}`);
        return rest.join(" ");
      },
      end,
    };
  } catch (cause) {
    await end();
    throw cause;
  }
}
