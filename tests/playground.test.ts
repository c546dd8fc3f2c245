import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { serve } from "@deltarule/chromium";
import { Network, trace } from "@deltarule/core";
import { expect, test } from "vitest";
import { describeInChromium } from "./browser/chromium.ts";
import { built, button, figure, playground, ready, soon } from "./browser/playground.ts";

describeInChromium("the playground in Chromium", (browser) => {
  const { withPage } = playground(browser);

  test.each([
    ["cpu", "WebAssembly SIMD"],
    ["workers", ": one a core"],
    ["workers:threads=2,arithmetic=portable", "(portable), up to 2 threads: as asked"],
    ["gpujs:mode=webgl2", "WebGL2: "],
    ["gpujs:mode=webgpu", "WebGPU: "],
    ["auto", "auto: "],
  ])("XOR is learnt to the end on %s, and the picture of the plane shows it", { timeout: 180_000 }, (backend, device) =>
    withPage(`?data=xor&hidden=3&learningRate=2&batchSize=4&backend=${backend}`, async (page) => {
      await ready(page);
      await page.getByLabel("pace").selectOption("full speed");
      await button(page, "Play").click();
      const error = async () => Number((await figure(page, "error E").textContent())?.replaceAll("−", "-"));
      await expect.poll(error, { timeout: 120_000 }).toBeLessThan(0.01);
      await button(page, "Pause").click();
      await button(page, "Play").waitFor();
      expect(await figure(page, "accuracy").textContent()).toBe("100.0 %");
      expect(await figure(page, "device").textContent()).toContain(device);
      // (0, 0) is in the colour of 0, (1, 0) in that of 1
      const [zero, one] = await page.locator(".surface canvas").evaluate((canvas) => {
        const { data } = (canvas as HTMLCanvasElement).getContext("2d")!.getImageData(0, 0, 576, 576);
        return [60, 516].map((x) => ({ red: data[4 * (536 * 576 + x)]!, blue: data[4 * (536 * 576 + x) + 2]! }));
      });
      expect(zero!.red - zero!.blue).toBeGreaterThan(60);
      expect(one!.blue - one!.red).toBeGreaterThan(60);
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

  test("the first load is under 250 KB, gzipped, its threads included", () =>
    withPage("", async (page) => {
      const urls = new Set<string>();
      page.on("response", (response) => urls.add(response.url()));
      await page.reload();
      await ready(page);
      await page.waitForLoadState("networkidle");
      const names = [...urls].map((url) => url.split("/").at(-1));
      expect(names).toEqual(
        expect.arrayContaining([expect.stringMatching(/^worker-/), expect.stringMatching(/^backend/)]),
      );
      let bytes = 0;
      for (const url of urls)
        if (url.startsWith("http")) bytes += gzipSync(await (await fetch(url)).arrayBuffer()).length;
      expect(bytes).toBeLessThan(250 * 1024);
    }));

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
      await soon(values).toEqual({
        "net input": output!.net[0],
        activation: output!.a[0],
        error: traced.E,
        "error by activation": output!.dE_da[0],
        "its slope": output!.da_dnet[0],
        "δ of an output": output!.delta[0],
      });
      await button(page, "unit 2 of layer 1").click();
      await soon(values).toMatchObject({ "net input": hidden!.net[1], "δ of a hidden unit": hidden!.delta[1] });
      await page.getByLabel("weight from").selectOption("x");
      const ofWeight = await values();
      expect(ofWeight).toMatchObject({ "weight change": hidden!.dw[1], "error by weight": -hidden!.delta[1]! });
      expect(ofWeight["numerical gradient"]).toBeCloseTo(ofWeight["error by weight"]!, 8);
      await page.getByLabel("weight from").selectOption("its bias");
      await page.getByRole("heading", { name: "Bias of unit 2 of hidden layer 1" }).waitFor();
      const ofBias = await values();
      expect(ofBias).toMatchObject({ "weight change": hidden!.dbias![1], "error by weight": -hidden!.delta[1]! });
      expect(ofBias["numerical gradient"]).toBeCloseTo(ofBias["error by weight"]!, 8);
    }));

  test("a walk goes through every line of the derivation, forward, back and to every weight", () =>
    withPage("?data=xor&hidden=2#derivation", async (page) => {
      const lines = () =>
        page.locator("li[data-line]").evaluateAll((items) => items.map((item) => item.getAttribute("data-line")));
      await button(page, "Walk through").click();
      await soon(lines).toEqual(["net input", "activation"]);
      const seen = new Set<string>();
      for (let stop = 1; ; stop++) {
        await page.getByText(new RegExp(`^${stop} of 16 · `)).waitFor();
        const heading = await page.locator(".lines h2").textContent();
        for (const line of await lines()) seen.add(`${heading}: ${line}`);
        if (stop === 16) break;
        await button(page, "Next").click();
      }
      expect(await button(page, "Next").isDisabled()).toBe(true);
      expect([...seen]).toEqual(
        expect.arrayContaining([
          "Unit 1 of hidden layer 1: net input",
          "Output “xor”: error",
          "Output “xor”: δ of an output",
          "Unit 2 of hidden layer 1: δ of a hidden unit",
          "Weight from input “y” to unit 2 of hidden layer 1: weight change",
        ]),
      );
      // 3 units twice with 2 and 3 lines, E, and 9 weights with 3 each
      expect(seen.size).toBe(3 * 2 + 3 * 3 + 1 + 9 * 3);
    }));

  test("who goes to the derivation while it plays has a pause", () =>
    withPage("?data=xor&hidden=3", async (page) => {
      await ready(page);
      await button(page, "Play").click();
      await page.getByRole("tab", { name: "Derivation" }).click();
      await page.locator(".lines .term").first().waitFor();
      await page.getByRole("tab", { name: "Train" }).click();
      await button(page, "Play").waitFor();
    }));

  test("what is pointed at lights up in the drawing and in the equations, both ways", () =>
    withPage("?data=xor&hidden=3#derivation", async (page) => {
      const terms = page.locator(".term.pointed");
      await page.locator(".lines .term").first().waitFor();
      await button(page, "unit 2 of layer 1").hover();
      // w_kj a_j in the output's net input
      await soon(() => terms.count()).toBe(1);
      expect(await terms.getAttribute("class")).toContain("edge-2-1-0");
      await page.locator(".edge-2-2-0").hover();
      await soon(() => page.locator(".edge.pointed").count()).toBe(1);
      await page.getByRole("heading", { name: "Output “xor”" }).hover();
      await soon(() => page.locator(".edge.pointed").count()).toBe(0);
      // a_k, which is in E and in its slope
      await page.locator('[data-line="error"] .unit-2-0').hover();
      await soon(() => page.locator(".unit.pointed").count()).toBe(1);
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

  test("the confusions count every row, once the training pauses", () =>
    withPage("?data=xor&hidden=3", async (page) => {
      await ready(page);
      await button(page, "Step one epoch").click();
      await page.getByText("epoch 1", { exact: true }).waitFor();
      await page.getByText("Confusions").click();
      await page.locator(".confusions caption").waitFor();
      const counts = await page.locator(".confusions td").allTextContents();
      expect(counts.reduce((sum, count) => sum + Number(count), 0)).toBe(4);
      await button(page, "Play").click();
      await page.getByText("Pause to count them.").waitFor();
      await button(page, "Pause").click();
      await page.locator(".confusions caption", { hasText: "4 training rows" }).waitFor();
    }));

  test("a single step is told by row, and its passes end with the step's weights", () =>
    withPage("?data=xor&hidden=2", async (page) => {
      await ready(page);
      await button(page, "Step one sample").click();
      await page.getByText(/^Training row \d: activation/).waitFor();
      expect(await page.locator(".transport output").textContent()).toBe("epoch 0");
    }));

  test("a single step shows its two passes, activations forward and δ back, layer by layer", () =>
    withPage(
      "?data=xor&hidden=2",
      async (page) => {
        await ready(page);
        await page.evaluate(() => {
          const caption = document.querySelector(".stage .caption")!;
          const stages: string[] = [];
          Reflect.set(globalThis, "stages", stages);
          new MutationObserver(() => {
            const lit = document.querySelectorAll(".edge.forward, .edge.backward").length;
            stages.push(`${caption.textContent}: ${lit}`);
          }).observe(caption, { characterData: true, childList: true, subtree: true });
        });
        await button(page, "Step one sample").click();
        const stages = () => page.evaluate((): string[] => Reflect.get(globalThis, "stages"));
        // the connections that are lit: 2 × 2 to the hidden units, 2 to the output
        await soon(stages).toEqual([
          "Forward: activations, layer 1: 4",
          "Forward: activations, layer 2: 2",
          "Backward: δ, layer 2: 2",
          "Backward: δ, layer 1: 4",
          expect.stringMatching(/^Training row \d: .*: 0$/),
        ]);
      },
      { reducedMotion: "no-preference" },
    ));

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

  test("the survey of this device times every backend and proves it, and ends", () =>
    withPage("?data=iris&hidden=4#device", async (page) => {
      const survey = button(page, "Survey this device");
      await page.waitForFunction(() => !document.querySelector<HTMLButtonElement>(".device button.main")?.disabled);
      await survey.click();
      const cpu = page.getByRole("row", { name: /^cpu/ });
      await cpu.getByText(/^WebAssembly SIMD \((portable|relaxed)\), 1 thread/).waitFor();
      await cpu.getByText(/^[\d.]+[kM]?$/).waitFor();
      await cpu.getByText(/\d+ passed, .*of 5\d\d …/).waitFor({ timeout: 60_000 });
      await page.getByText(/^(cpu|workers) is the fastest here: .*times as fast as (cpu|workers)\.$/).waitFor();
      const [download] = await Promise.all([page.waitForEvent("download"), button(page, "Download JSON").click()]);
      expect(JSON.parse(await readFile(await download.path(), "utf8"))).toMatchObject({
        layers: [4, 4, 3],
        batchSize: 1,
        findings: [
          { backend: "cpu", device: expect.stringMatching(/^WebAssembly/), samplesPerSecond: expect.any(Number) },
          { backend: "workers" },
          { backend: "gpujs", reason: expect.stringMatching(/^gpujs: no GPU here/) },
        ],
      });
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
