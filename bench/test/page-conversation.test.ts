import { chromiumPath, launchChromium, type Site, serve } from "@deltarule/chromium";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adapterOf, conversePage } from "../src/gpu/page-conversation.ts";

const here = chromiumPath !== undefined || process.env.REQUIRE_BROWSER !== undefined;

const page = (prepare: string) => `<script>
globalThis.bench = {
  adapter: async () => "a chip",
  prepare: async (task) => { ${prepare} },
  answer: async (line) => line === "silence" ? new Promise(() => {}) : "done " + line.length,
};
</script>`;

const task = { candidate: "mine", options: { layers: [2, 1] }, turn: 1000, samples: 4, batchSize: 2, rate: 0.1 };

describe.skipIf(!here)("a conversation with a page", () => {
  let browser: Browser;
  let site: Site;
  beforeAll(async () => {
    const pages = {
      "/good.html": page("return task.candidate + ', batch ' + task.batchSize"),
      "/bad.html": page("throw new Error('no adapter here\\n  at the end')"),
      "/slow.html": page("return new Promise(() => {})"),
    };
    site = await serve(undefined, pages);
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  const converse = (name: string, patience = 30_000) =>
    conversePage(browser, `${site.url}${name}.html`, task, patience);
  const open = () => browser.contexts().flatMap((context) => context.pages()).length;

  it("gives the page its task, and its answers without their first word", async () => {
    const conversation = await converse("good");
    expect(conversation.note).toBe("mine, batch 2");
    expect(await conversation.ask("train 3", "done")).toBe("7");
    await conversation.end();
    expect(open()).toBe(0);
  });

  it("refuses another answer than the expected one", async () => {
    const conversation = await converse("good");
    await expect(conversation.ask("train 3", "proof")).rejects.toThrow("the page answered done; expected proof");
    await conversation.end();
  });

  it("ends with the page's own reason, on one line, and closes the page", async () => {
    await expect(converse("bad")).rejects.toThrow(/^no adapter here$/);
    expect(open()).toBe(0);
  });

  it("waits no longer than its patience", async () => {
    await expect(converse("slow", 200)).rejects.toThrow("no answer within 0.2 s");
    const conversation = await converse("good", 2_000);
    await expect(conversation.ask("silence", "done")).rejects.toThrow("no answer within 2 s");
    await conversation.end();
    expect(open()).toBe(0);
  });

  it("tells what the page draws with", async () => {
    expect(await adapterOf(browser, `${site.url}good.html`)).toBe("a chip");
  });
});
