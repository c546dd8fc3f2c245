import type { Page } from "playwright-core";

/**
 * What a page answers.
 * @throws what it threw, in a line; or that it took longer than `patience` milliseconds, and then it is closed, which ends what it does
 */
export async function answerOf<T>(page: Page, patience: number, answer: Promise<T>): Promise<T> {
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    void page.close();
  }, patience);
  try {
    return await answer;
  } catch (cause) {
    throw new Error(late ? `no answer within ${patience / 1000} s` : firstLine(cause), { cause });
  } finally {
    clearTimeout(timer);
  }
}

/** As it was thrown in the page: "page.evaluate: Error: MESSAGE", and a stack. */
function firstLine(cause: unknown): string {
  const [first = ""] = (cause instanceof Error ? cause.message : String(cause)).split("\n");
  return first.replace(/^page\.evaluate: (\w*Error: )?/, "");
}
