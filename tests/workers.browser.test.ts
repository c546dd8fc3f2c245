import { fileURLToPath } from "node:url";
import { type Site, serve } from "@deltarule/chromium";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildPage } from "./browser/build.ts";
import { describeInChromium } from "./browser/chromium.ts";
import { openPage, titleOf } from "./browser/page.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

describeInChromium("workers in a page that Vite built", (browser) => {
  let built: Awaited<ReturnType<typeof buildPage>>;
  beforeAll(async () => {
    built = await buildPage("workers");
  });
  afterAll(() => built.remove());

  for (const isolated of [true, false])
    describe(isolated ? "cross-origin isolated" : "without cross-origin isolation", () => {
      let site: Site;
      let page: Page;
      beforeAll(async () => {
        site = await serve(built.folder, {}, { isolated });
        page = await openPage(browser(), site.url);
      });
      afterAll(async () => {
        await page.close();
        await site.close();
      });

      test("says how many threads it has and why", async () => {
        expect(await page.evaluate(() => globalThis.workers.describe(3))).toEqual({
          isolated,
          device: isolated
            ? "WebAssembly SIMD (relaxed), up to 3 threads: as asked"
            : "WebAssembly SIMD (relaxed), 1 thread: this page isn't cross-origin isolated, so threads can't share memory",
          workers: isolated ? 3 : 1,
        });
      });

      test("conforms", { timeout: 300_000 }, async () => {
        const { passed, failures } = await page.evaluate(() => globalThis.workers.conformance());
        expect(failures).toEqual([]);
        expect(passed).toBeGreaterThan(400);
      });

      test.each([1, 2, 3, 7])("trains with the bits of cpu on up to %d threads", async (threads) => {
        const tiny = await page.evaluate((threads) => globalThis.workers.sameBits([4, 10, 3], 16, threads), threads);
        expect(tiny.same).toBe(true);
        const large = await page.evaluate(
          (threads) => globalThis.workers.sameBits([784, 800, 800, 10], 256, threads),
          threads,
        );
        expect(large.same).toBe(true);
        // a batch takes too long for the main thread
        expect(large.messages).toBeGreaterThan(0);
      });

      test("leaves the main thread its time while 784-800-800-10 trains", async () => {
        const pace = await page.evaluate(() => globalThis.workers.keepsPace(3000));
        console.log(
          Object.entries(pace)
            .map(([what, rate]) => `${what} ${rate.toFixed(1)}`)
            .join(", "),
        );
        // a blocked thread shows neither; how many there are depends on what else the machine does
        expect(pace.framesPerSecond).toBeGreaterThan(5);
        expect(pace.ticksPerSecond).toBeGreaterThan(5);
      });

      test("a thread that the browser ends without a word ends the training within 2 s", async () => {
        const { error, milliseconds } = await page.evaluate(() => globalThis.workers.losesAThread());
        expect(error).toBe(
          isolated
            ? "DeltaruleError: workers: thread 1 of 2 ended with code 1"
            : "DeltaruleError: workers: its thread ended with code 1",
        );
        console.log(`${milliseconds.toFixed(0)} ms`);
      });
    });
});

describeInChromium("workers in a plain page, its modules as they are in the packages", (browser) => {
  const html = `<!doctype html>
    <script type="importmap">
      {
        "imports": {
          "@deltarule/core": "/packages/core/dist/index.js",
          "@deltarule/backend-cpu/wasm": "/packages/backend-cpu/dist/wasm/index.js",
          "@deltarule/backend-workers": "/packages/backend-workers/dist/index.browser.js"
        }
      }
    </script>
    <script type="module">
      import { createBackend } from "@deltarule/backend-workers";
      import { Network, train } from "@deltarule/core";
      const network = Network.create([2, 2, 1], { seed: 1 });
      const xor = { inputs: [[0, 0], [0, 1], [1, 0], [1, 1]], targets: [[0], [1], [1], [0]] };
      try {
        const backend = await createBackend({ threads: 2 });
        for await (const { epoch } of train(network, xor, { backend, learningRate: 2, epochs: 2000, reportEvery: { epochs: 100 } }));
        document.title = \`\${xor.inputs.map((x) => Math.round(network.predict(x)[0])).join("")} on \${backend.facts.device}\`;
      } catch (error) {
        document.title = String(error);
      }
    </script>`;

  /** The page's title once there is one. */
  async function trained(isolated: boolean, policy: string): Promise<string> {
    const headers = { "Content-Security-Policy": policy };
    const site = await serve(root, { "/index.html": html }, { isolated, headers });
    try {
      return await titleOf(browser(), site.url);
    } finally {
      await site.close();
    }
  }

  const script = "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'";
  test.each([true, false])("trains under the policy that the README names, isolated: %s", async (isolated) => {
    const title = await trained(isolated, `${script}; worker-src blob:`);
    expect(title).toMatch(
      isolated ? /^0110 on .* up to 2 threads: as asked$/ : /^0110 on .* 1 thread: this page isn't/,
    );
  });

  test.each([true, false])("a policy that forbids its workers is named, isolated: %s", async (isolated) => {
    const title = await trained(isolated, `${script}; worker-src 'self'`);
    expect(title).toMatch(/^DeltaruleError: workers: .*Content-Security-Policy has to allow worker-src blob:/);
  });
});
