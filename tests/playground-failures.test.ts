import type { Page, Worker } from "playwright-core";
import { expect, test } from "vitest";
import { describeInChromium } from "./browser/chromium.ts";
import { button, figure, playground, ready, soon } from "./browser/playground.ts";

const backend = (page: Page) => page.getByRole("combobox", { name: "backend" });
const epoch = async (page: Page) =>
  Number(/\d+/.exec((await page.locator(".transport output").textContent()) ?? "")?.[0] ?? Number.NaN);

/** The thread that trains, whose graphics can be taken away from now on: what a driver's crash looks like to it. */
async function mortalGraphics(page: Page, mode: "webgl2" | "webgpu"): Promise<Worker> {
  const [worker] = page.workers();
  await worker!.evaluate((mode) => {
    const lose = (how: () => void) => Reflect.set(globalThis, "lose", how);
    if (mode === "webgl2") {
      const { createTexture } = WebGL2RenderingContext.prototype;
      WebGL2RenderingContext.prototype.createTexture = function () {
        lose(() => this.getExtension("WEBGL_lose_context")?.loseContext());
        return createTexture.call(this);
      };
      return;
    }
    const { requestDevice } = GPUAdapter.prototype;
    GPUAdapter.prototype.requestDevice = async function (wanted) {
      const device = await requestDevice.call(this, wanted);
      lose(() => device.destroy());
      return device;
    };
  }, mode);
  return worker!;
}

describeInChromium("the playground in Chromium, when a backend fails", (browser) => {
  const { withPage } = playground(browser);

  test.each(["webgl2", "webgpu"] as const)(
    "%s: a device that is lost while it trains is said, and the network goes on with cpu where it stood",
    { timeout: 180_000 },
    (mode) =>
      withPage("?data=iris&hidden=4&learningRate=0.2&batchSize=30", async (page) => {
        await ready(page);
        const worker = await mortalGraphics(page, mode);
        await backend(page).selectOption(`gpujs:mode=${mode}`);
        await soon(() => figure(page, "device").textContent()).toMatch(/swiftshader/i);
        await page.getByLabel("pace").selectOption("full speed");
        await button(page, "Play").click();
        await soon(() => epoch(page)).toBeGreaterThan(3);
        await worker.evaluate(() => Reflect.get(globalThis, "lose")());
        const alert = page.getByRole("alert");
        await alert.getByText(/^gpujs: /).waitFor();
        const [, learnt] = /learnt by epoch (\d+)/.exec((await alert.textContent()) ?? "") ?? [];
        const reached = await epoch(page);
        expect(Number(learnt)).toBe(reached);
        expect(await button(page, "Play").isDisabled()).toBe(true);

        await button(page, "Go on with cpu").click();
        await alert.waitFor({ state: "detached" });
        await soon(() => figure(page, "device").textContent()).toMatch(/^WebAssembly/);
        expect(await epoch(page)).toBe(reached);
        await button(page, "Step one epoch").click();
        await soon(() => epoch(page)).toBe(reached + 1);
        expect(page.url()).toContain("backend=cpu");
      }),
  );

  test("a backend that isn't there is said, and the run goes on where it was", () =>
    withPage("?data=xor&hidden=3", async (page) => {
      await ready(page);
      await button(page, "Step one epoch").click();
      await soon(() => epoch(page)).toBe(1);
      await backend(page).selectOption("gpujs");
      await page
        .getByRole("alert")
        .getByText(/^gpujs: no GPU here/)
        .waitFor();
      expect(await backend(page).inputValue()).toBe("cpu");
      expect(await epoch(page)).toBe(1);
      await button(page, "Step one epoch").click();
      await soon(() => epoch(page)).toBe(2);
    }));

  test("a link to a backend that isn't there has a way on", () =>
    withPage("?data=xor&hidden=3&backend=gpujs", async (page) => {
      await button(page, "Use cpu").click();
      await ready(page);
      await button(page, "Step one epoch").click();
      await soon(() => epoch(page)).toBe(1);
      expect(await page.getByRole("alert").count()).toBe(0);
    }));

  test("a play goes on while it moves from backend to backend", () =>
    withPage("?data=circles&hidden=4&learningRate=0.5&batchSize=10", async (page) => {
      await ready(page);
      await button(page, "Play").click();
      await soon(() => epoch(page)).toBeGreaterThan(3);
      await backend(page).selectOption("workers");
      await soon(() => figure(page, "device").textContent()).toMatch(/threads/);
      const moved = await epoch(page);
      expect(moved).toBeGreaterThan(3);
      await soon(() => epoch(page)).toBeGreaterThan(moved + 3);
      await button(page, "Pause").click();
    }));
});
