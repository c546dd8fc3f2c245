import { readFile } from "node:fs/promises";
import { type Site, serve } from "@deltarule/chromium";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildPage } from "./browser/build.ts";
import { describeInChromium } from "./browser/chromium.ts";
import { openPage } from "./browser/page.ts";

describeInChromium("gpujs in a page that Vite built", (browser) => {
  let built: Awaited<ReturnType<typeof buildPage>>;
  let site: Site;
  let page: Page;
  beforeAll(async () => {
    built = await buildPage("gpujs");
    site = await serve(built.folder);
    page = await openPage(browser(), site.url);
  });
  afterAll(async () => {
    await page.close();
    await site.close();
    await built.remove();
  });

  test("takes no adapter for a GPU that is a program", async () => {
    expect(await page.evaluate(() => globalThis.gpujs.describe())).toEqual({
      code: "BACKEND_UNAVAILABLE",
      message: expect.stringMatching(
        /webgpu: WebGPU: .*swiftshader.* is drawn by software; webgl2: WebGL2: .*SwiftShader/,
      ),
    });
  });

  describe.each(["webgl2", "webgpu"] as const)("in %s mode", (mode) => {
    test("names the mode and the adapter, and what it measured there", async () => {
      expect(await page.evaluate((mode) => globalThis.gpujs.describe(mode), mode)).toMatchObject({
        device: expect.stringMatching(mode === "webgl2" ? /^WebGL2: ANGLE .*SwiftShader/ : /^WebGPU: .*swiftshader/),
        precision: "f32",
      });
    });

    test("conforms", { timeout: 600_000 }, async () => {
      const { passed, skipped, failures } = await page.evaluate((mode) => globalThis.gpujs.conformance(mode), mode);
      expect(failures).toEqual([]);
      expect(skipped).toEqual([]);
      expect(passed).toBeGreaterThan(500);
    });

    test("takes 20,000 steps without growth", { timeout: 600_000 }, async () => {
      const advance = (steps: number) =>
        page.evaluate(([mode, steps]) => globalThis.gpujs.advance(mode, steps), [mode, steps] as const);
      const first = await advance(2_000);
      const before = await residentMemory(page);
      const last = await advance(18_000);
      const after = await residentMemory(page);
      expect(last.live).toBe(first.live);
      // a texture a step would be 18,000 of them; 4 KB is less than the smallest takes
      if (before !== undefined && after !== undefined) expect(after - before).toBeLessThan(18_000 * 4096);
      // the mean over the training, and this one is longer
      expect(last.error).toBeLessThan(first.error);
    });

    test("a device that is lost ends the training with its last report, and the next backend works", async () => {
      expect(await page.evaluate((mode) => globalThis.gpujs.losesItsDevice(mode), mode)).toEqual({
        code: "BACKEND_FAILED",
        message: expect.stringMatching(/^.*gpujs: Web(GL2|GPU): .*: the (context|device) was lost/),
        kept: true,
        afterwards: expect.objectContaining({ precision: "f32" }),
      });
    });

    test("a shader that doesn't compile is BACKEND_FAILED with what the compiler says", async () => {
      expect(await page.evaluate((mode) => globalThis.gpujs.meetsBrokenShader(mode), mode)).toEqual({
        code: "BACKEND_FAILED",
        message: expect.stringMatching(/^gpujs: .*(Error compiling \w+ shader|Error while parsing WGSL)/),
      });
    });

    test("holds weights of 784 × 20,000, and refuses with its limit what is over it", async () => {
      const holds = (rows: number, cols: number) =>
        page.evaluate(([mode, rows, cols]) => globalThis.gpujs.holds(mode, rows, cols), [mode, rows, cols] as const);
      expect(await holds(784, 20_000)).toEqual({ same: true });
      expect(await holds(32_768, 32_768)).toEqual({
        code: "BACKEND_FAILED",
        message: expect.stringMatching(/^gpujs: no 32768×32768 matrix on Web.*: more than a (texture|buffer) of \d+/),
      });
    });
  });
});

/** Bytes that the browser's processes have in memory together, without garbage, where the system tells (Linux). */
async function residentMemory(page: Page): Promise<number | undefined> {
  const heap = await page.context().newCDPSession(page);
  await heap.send("HeapProfiler.collectGarbage");
  await heap.detach();
  const system = await page.context().browser()!.newBrowserCDPSession();
  const { processInfo } = await system.send("SystemInfo.getProcessInfo");
  await system.detach();
  const sizes = await Promise.all(
    processInfo.map(async ({ id }) => {
      const statm = await readFile(`/proc/${id}/statm`, "utf8").catch(() => undefined);
      return statm === undefined ? Number.NaN : Number(statm.split(" ")[1]) * 4096;
    }),
  );
  const sum = sizes.reduce((total, size) => total + size, 0);
  return Number.isNaN(sum) ? undefined : sum;
}
