import { readFile } from "node:fs/promises";
import { type Site, serve } from "@deltarule/chromium";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildPage } from "./browser/build.ts";
import { describeInChromium } from "./browser/chromium.ts";
import { openPage } from "./browser/page.ts";
import {
  boundsItsKernels,
  conforms,
  foldsLongMatrices,
  losesItsDevice,
  lostWith,
  type Place,
  standsFaults,
  takesManySteps,
} from "./gpujs/behaviour.ts";

const lost = /gpujs: Web(GL2|GPU): .*: the (context|device) was lost/;

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

  const place: Place = {
    call: (name, ...args) =>
      page.evaluate(([name, args]) => Reflect.apply(globalThis.gpujs[name], undefined, args), [name, args] as const),
    memoryInUse: () => memoryInUse(page),
  };

  // Chromium has 125 memories of WebAssembly for a page, and gpu.js takes one a kernel
  describe("in webasm mode", () => {
    conforms("webasm", place);

    test("leaves memories for others: two backends are open, and those that were closed hold none", async () => {
      expect(await place.call("backendsAtOnce", "webasm", { open: 2, closed: 5 })).toEqual([]);
    });
  });

  describe.each(["webgl2", "webgpu"] as const)("in %s mode", (mode) => {
    test("names the mode and the adapter, and what it measured there", async () => {
      expect(await page.evaluate((mode) => globalThis.gpujs.describe(mode), mode)).toMatchObject({
        device: expect.stringMatching(mode === "webgl2" ? /^WebGL2: ANGLE .*SwiftShader/ : /^WebGPU: .*swiftshader/),
        precision: "f32",
      });
    });

    conforms(mode, place);
    takesManySteps(mode, place);
    standsFaults(mode, place);
    foldsLongMatrices(mode, place);
    if (mode === "webgpu") boundsItsKernels(mode, place);
    losesItsDevice(mode, place, lost);
  });

  test("numbers that were read after the context went without a word are in no report", async () => {
    expect(await place.call("losesItsDevice", "webgl2", "silently")).toEqual(lostWith(lost));
  });
});

// after a few of these Chromium gives up on graphics, so they have one of their own
describeInChromium("gpujs in a page whose process that draws ends", (browser) => {
  test.each(["webgl2", "webgpu"] as const)(
    "in %s mode the training ends with its last report, and says that the device was lost",
    async (mode) => {
      const { folder, remove } = await buildPage("gpujs");
      const site = await serve(folder);
      const page = await openPage(browser(), site.url);
      try {
        const outcome = page.evaluate((mode) => globalThis.gpujs.losesItsDevice(mode, "from outside"), mode);
        await page.waitForFunction(() => globalThis.gpujs.reported() >= 3);
        const system = await browser().newBrowserCDPSession();
        await system.send("Browser.crashGpuProcess");
        expect(await outcome).toEqual(lostWith(lost));
      } finally {
        await page.close();
        await site.close();
        await remove();
      }
    },
  );
});

/**
 * Bytes that the page's objects and the process that draws take, without garbage, where the system tells (Linux). What else the
 * processes hold of the system's memory goes up and down by more than what is looked for.
 */
async function memoryInUse(page: Page): Promise<number | undefined> {
  const heap = await page.context().newCDPSession(page);
  await heap.send("HeapProfiler.collectGarbage");
  const { usedSize } = await heap.send("Runtime.getHeapUsage");
  await heap.detach();
  const system = await page.context().browser()!.newBrowserCDPSession();
  const { processInfo } = await system.send("SystemInfo.getProcessInfo");
  await system.detach();
  const drawing = processInfo.find(({ type }) => type === "GPU");
  const statm = await readFile(`/proc/${drawing?.id}/statm`, "utf8").catch(() => undefined);
  return statm === undefined ? undefined : usedSize + Number(statm.split(" ")[1]) * 4096;
}
