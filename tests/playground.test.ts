import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { serve } from "@deltarule/chromium";
import { Network, parseModel, trace } from "@deltarule/core";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { describeInChromium } from "./browser/chromium.ts";
import { built, button, figure, playground, ready } from "./browser/playground.ts";

describeInChromium("the playground in Chromium", (browser) => {
  const { url, withPage } = playground(browser);

  test.each(["cpu", "workers", "gpujs:mode=webgl2", "gpujs:mode=webgpu", "auto"])(
    "XOR is learnt to the end on %s, and the picture of the plane shows it",
    { timeout: 180_000 },
    (backend) =>
      withPage(`?data=xor&hidden=3&learningRate=2&batchSize=4&backend=${backend}`, async (page) => {
        await ready(page);
        await page.getByLabel("pace").selectOption("full speed");
        await button(page, "Play").click();
        const error = async () => Number((await figure(page, "error E").textContent())?.replaceAll("−", "-"));
        await expect.poll(error, { timeout: 120_000 }).toBeLessThan(0.01);
        await button(page, "Pause").click();
        await button(page, "Play").waitFor();
        expect(await figure(page, "accuracy").textContent()).toBe("100.0 %");
        const [, mode] = backend.split("=");
        if (mode) expect((await figure(page, "device").textContent())?.toLowerCase()).toContain(`${mode}: `);
        // the middle of the plane and its corners have different outputs
        const colours = await page.locator(".surface canvas").evaluate((canvas) => {
          const { data } = (canvas as HTMLCanvasElement).getContext("2d")!.getImageData(0, 0, 576, 576);
          const at = (x: number, y: number) => [...data.slice(4 * (y * 576 + x), 4 * (y * 576 + x) + 3)].join();
          return { corner: at(60, 516), middle: at(60, 60) };
        });
        expect(colours.corner).not.toBe(colours.middle);
      }),
  );

  test("a static host without the headers of isolation is enough", async () => {
    const plain = await serve(built);
    try {
      await withPage(`${plain.url}?data=xor&hidden=3`, async (page) => {
        await ready(page);
        await button(page, "Step one epoch").click();
        await page.getByText("epoch 1", { exact: true }).waitFor();
        expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
      });
    } finally {
      await plain.close();
    }
  });

  test("the first load is under 250 KB, gzipped", async () => {
    let bytes = 0;
    await withPage("", async (page) => {
      await ready(page);
      const files = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
      for (const file of [url(), ...files]) {
        const answer = await fetch(file);
        bytes += gzipSync(new Uint8Array(await answer.arrayBuffer())).length;
      }
    });
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThan(250 * 1024);
  });

  test("the derivation's numbers are those of trace", () =>
    withPage("?data=xor&hidden=3&seed=5#derivation", async (page) => {
      const network = Network.create([2, 3, 1], { seed: 5 });
      const traced = trace(network, [1, 0], [1], { learningRate: 1 });
      await ready(page);
      await page.getByLabel("training row").fill("2");
      const values = async () =>
        Object.fromEntries(
          await page
            .locator("[data-line]")
            .evaluateAll((lines) =>
              lines.map((line) => [line.getAttribute("data-line"), Number(line.getAttribute("data-value"))]),
            ),
        );
      const [, output] = traced.layers;
      const [hidden] = traced.layers;
      await expect.poll(values).toEqual({
        "net input": output!.net[0],
        activation: output!.a[0],
        error: traced.E,
        "error by activation": output!.dE_da[0],
        "its slope": output!.da_dnet[0],
        "δ of an output": output!.delta[0],
      });
      await button(page, "unit 2 of layer 1").click();
      await expect.poll(values).toMatchObject({ "net input": hidden!.net[1], "δ of a hidden unit": hidden!.delta[1] });
      await page.getByLabel("weight from").selectOption("x");
      const ofWeight = await values();
      expect(ofWeight).toMatchObject({ "weight change": hidden!.dw[1], "error by weight": -hidden!.delta[1]! });
      expect(ofWeight["numerical gradient"]).toBeCloseTo(ofWeight["error by weight"], 8);
    }));

  test("what is pointed at lights up in the drawing and in the equations, both ways", () =>
    withPage("?data=xor&hidden=3#derivation", async (page) => {
      const terms = page.locator(".term.pointed");
      await page.locator(".lines .term").first().waitFor();
      await button(page, "unit 2 of layer 1").hover();
      // w_kj a_j in the output's net input
      await expect.poll(() => terms.count()).toBe(1);
      expect(await terms.getAttribute("class")).toContain("term-2-1-0");
      await page.locator(".term-2-2-0").hover();
      await expect.poll(() => page.locator(".edge.pointed").count()).toBe(1);
      await page.getByRole("heading", { name: "Output “xor”" }).hover();
      await expect.poll(() => page.locator(".edge.pointed").count()).toBe(0);
    }));

  test("a link reproduces a run, number by number", async () => {
    const seen: string[] = [];
    for (const _ of [1, 2])
      await withPage("?data=circles&hidden=4&learningRate=0.5&seed=3", async (page) => {
        await ready(page);
        for (let epoch = 1; epoch <= 3; epoch++) {
          await button(page, "Step one epoch").click();
          await page.getByText(`epoch ${epoch}`, { exact: true }).waitFor();
        }
        seen.push(`${await figure(page, "error E").textContent()} ${await figure(page, "accuracy").textContent()}`);
        expect(page.url()).toContain(
          "?data=circles&hidden=4&learningRate=0.5&momentum=0.5&batchSize=1&seed=3&backend=cpu#train",
        );
      });
    expect(seen[0]).toMatch(/^0\.\d+ \d+\.\d %$/);
    expect(seen[1]).toBe(seen[0]);
  });

  test("a single step is told by row, and its passes end with the step's weights", () =>
    withPage("?data=xor&hidden=2", async (page) => {
      await ready(page);
      await button(page, "Step one sample").click();
      await page.getByText(/^Training row \d: activation/).waitFor();
      expect(await page.locator(".transport output").textContent()).toBe("epoch 0");
    }));

  test("digits: a drawn one is recognised after a few epochs", () =>
    withPage("?data=digits&hidden=30&learningRate=0.1&batchSize=10&seed=1#digits", async (page) => {
      const pad = page.getByLabel(/Drawing pad/);
      await pad.waitFor();
      for (let epoch = 1; epoch <= 12; epoch++) {
        await button(page, "Step one epoch").click();
        await page.getByText(`epoch ${epoch}`, { exact: true }).waitFor();
      }
      const box = (await pad.boundingBox())!;
      const at = (x: number, y: number) => [box.x + x * box.width, box.y + y * box.height] as const;
      await page.mouse.move(...at(0.5, 0.15));
      await page.mouse.down();
      for (let turn = 1; turn <= 24; turn++) {
        const angle = (2 * Math.PI * turn) / 24;
        await page.mouse.move(...at(0.5 + 0.22 * Math.sin(angle), 0.5 - 0.35 * Math.cos(angle)));
      }
      await page.mouse.up();
      await page.getByRole("heading", { name: "It says 0" }).waitFor();
      await button(page, "Clear").click();
      await page.getByRole("heading", { name: "Draw something" }).waitFor();
    }));

  const flowers = [
    "kind,length,width",
    ...Array.from({ length: 40 }, (_, r) => `${r % 2 ? "rose" : "lily"},${r % 2 ? 1 + r / 99 : 3 + r / 99},${r}`),
  ];
  const upload = (page: Page, name: string, text: string) =>
    page.getByLabel(/a table of your own/).setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

  test("a table of one's own is learnt, by the column that is chosen", () =>
    withPage("", async (page) => {
      await ready(page);
      await upload(page, "flowers.csv", flowers.join("\n"));
      await page.getByText("flowers.csv", { exact: true }).waitFor();
      await page.getByRole("combobox", { name: "target" }).selectOption("kind");
      await page.getByRole("checkbox", { name: "width" }).uncheck();
      await page.getByLabel("Units of hidden layer 1").waitFor();
      await page.getByLabel("pace").selectOption("full speed");
      await button(page, "Play").click();
      await page.locator(".figures dd", { hasText: "100.0 %" }).waitFor();
      await button(page, "Pause").click();
      expect(await page.locator(".network .name").allTextContents()).toEqual(
        expect.arrayContaining(["length", "lily", "rose"]),
      );
    }));

  test("a broken table is told with its line, and the network survives", () =>
    withPage("?data=xor", async (page) => {
      await ready(page);
      await upload(page, "broken.csv", [...flowers.slice(0, 5), "rose,1", ...flowers.slice(5)].join("\n"));
      const alert = page.getByRole("alert");
      await alert.waitFor();
      expect(await alert.textContent()).toMatch(/broken\.csv.*line 6.*2.*3/);
      await button(page, "Step one epoch").click();
      await page.getByText("epoch 1", { exact: true }).waitFor();
    }));

  test("the network leaves as a model file and comes back", () =>
    withPage("?data=xor&hidden=3", async (page) => {
      await ready(page);
      await button(page, "Step one epoch").click();
      await page.getByText("epoch 1", { exact: true }).waitFor();
      await page.getByText("Take it with you").click();
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "Model file", exact: true }).click(),
      ]);
      expect(download.suggestedFilename()).toBe("xor.model.json");
      const path = await download.path();
      const { network, training } = parseModel(await readFile(path, "utf8"));
      expect(network.sizes).toEqual([2, 3, 1]);
      expect(training).toMatchObject({ data: "xor", epochs: 1, seed: 1 });
      await page.getByLabel("Go on from a model file").setInputFiles(path);
      await page.getByText("epoch 0", { exact: true }).waitFor();
      const [again] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "Model file", exact: true }).click(),
      ]);
      expect(parseModel(await readFile(await again.path(), "utf8")).network.layers).toEqual(network.layers);
    }));

  test("the survey of this device times every backend and proves it, and ends", () =>
    withPage("?data=iris&hidden=4#device", async (page) => {
      const survey = button(page, "Survey this device");
      await page.waitForFunction(() => !document.querySelector<HTMLButtonElement>(".device button.main")?.disabled);
      await survey.click();
      const cpu = page.getByRole("row", { name: /^cpu/ });
      await cpu.getByText(/^WebAssembly SIMD \((portable|relaxed)\), 1 thread/).waitFor();
      await cpu.getByText(/^[\d.]+[kM]?$/).waitFor();
      await cpu.getByText(/\d+ passed, .*of 5\d\d …/).waitFor({ timeout: 60_000 });
      await button(page, "Stop").click();
      await survey.waitFor();
    }));

  test("an address that says nonsense is answered, and a data set that isn't there", async () => {
    await withPage("?hidden=0&data=iris", async (page) => {
      await page.getByText("hidden is “0” in the address; expected up to 6 layers").waitFor();
      await ready(page);
    });
    await withPage("?data=irs", async (page) => {
      await page.getByRole("alert").getByText("no data set is called “irs”").waitFor();
      await page.getByRole("combobox", { name: "data" }).selectOption("iris");
      await ready(page);
      await page.getByRole("alert").waitFor({ state: "detached" });
    });
  });
});
