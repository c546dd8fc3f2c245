import type { launchChromium } from "@deltarule/chromium";
import type { Conversation } from "../processes/conversation.ts";
import type { PageTask } from "./page-task.ts";

type Browser = Awaited<ReturnType<typeof launchChromium>>;

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
  const inTime = async <T>(work: Promise<T>): Promise<T> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${patience / 1000} s`)), patience);
    });
    try {
      return await Promise.race([work, late]);
    } catch (cause) {
      throw new Error(firstLine(cause), { cause });
    } finally {
      clearTimeout(timer);
    }
  };
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

/** Without the stack and without what the browser's driver says before it. */
const firstLine = (cause: unknown): string =>
  (cause instanceof Error ? cause.message : String(cause)).replace(/^page\.evaluate: (Error: )?/, "").split("\n")[0]!;
