import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type Network, parseModel } from "@deltarule/core";
import type { Download, Page } from "playwright-core";
import { expect, test } from "vitest";
import { describeInChromium } from "./browser/chromium.ts";
import { button, playground, ready } from "./browser/playground.ts";

interface TextFile {
  readonly name: string;
  readonly text: string;
}

const flowers = [
  "kind,length,width",
  ...Array.from({ length: 40 }, (_, r) => `${r % 2 ? "rose" : "lily"},${r % 2 ? 1 + r / 99 : 3 + r / 99},${r}`),
];
const table: TextFile = { name: "flowers.csv", text: flowers.join("\n") };
const broken: TextFile = {
  name: "broken.csv",
  text: [...flowers.slice(0, 5), "rose,1", ...flowers.slice(5)].join("\n"),
};

const choose = (page: Page, files: Parameters<ReturnType<Page["getByLabel"]>["setInputFiles"]>[0]) =>
  page.getByLabel("Open a file of your own").setInputFiles(files);

/** Files let fall on the middle of the page, as a browser tells of it. */
async function drop(page: Page, files: readonly TextFile[]): Promise<void> {
  const dropped = await page.evaluateHandle((files) => {
    const transfer = new DataTransfer();
    for (const { name, text } of files) transfer.items.add(new File([text], name));
    return transfer;
  }, files);
  await page.locator("main").dispatchEvent("dragover", { dataTransfer: dropped });
  await page.getByText("Drop a table (CSV, JSON), images (IDX) or a model file").waitFor();
  await page.locator("main").dispatchEvent("drop", { dataTransfer: dropped });
}

const ways: readonly [string, (page: Page, file: TextFile) => Promise<void>][] = [
  ["by the button", (page, { name, text }) => choose(page, { name, mimeType: "text/csv", buffer: Buffer.from(text) })],
  ["dropped", (page, file) => drop(page, [file])],
];

describeInChromium("the playground in Chromium, with files", (browser) => {
  const { withPage } = playground(browser);

  const trainedByAnEpoch = async (page: Page) => {
    await ready(page);
    await button(page, "Step one epoch").click();
    await page.getByText("epoch 1", { exact: true }).waitFor();
    await page.getByText("Take it with you").click();
  };
  const download = async (page: Page, name: string): Promise<Download> => {
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name, exact: true }).click(),
    ]);
    return file;
  };
  const modelOf = async (page: Page): Promise<Network> => {
    const file = await download(page, "Model file");
    return parseModel(await readFile(await file.path(), "utf8")).network;
  };

  test.each(ways)("a table of one's own, %s, is learnt by the column that is chosen", (_, give) =>
    withPage("", async (page) => {
      await ready(page);
      await give(page, table);
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
    }),
  );

  test.each(ways)("a broken table, %s, is told with file and line, and the network survives", (_, give) =>
    withPage("?data=xor", async (page) => {
      await ready(page);
      await button(page, "Step one epoch").click();
      await page.getByText("epoch 1", { exact: true }).waitFor();
      await give(page, broken);
      const alert = page.getByRole("alert");
      await alert.waitFor();
      expect(await alert.textContent()).toMatch(/broken\.csv.*line 6.*2.*3/);
      await button(page, "Step one epoch").click();
      await page.getByText("epoch 2", { exact: true }).waitFor();
    }),
  );

  test("a table without anything to learn leaves the one before", () =>
    withPage("", async (page) => {
      await ready(page);
      await drop(page, [table]);
      await page.getByText("flowers.csv", { exact: true }).waitFor();
      await drop(page, [{ name: "same.csv", text: "a,b\n1,x\n2,x\n" }]);
      await page
        .getByRole("alert")
        .getByText(/same\.csv/)
        .waitFor();
      expect(await page.getByRole("combobox", { name: "target" }).locator("option").allTextContents()).toEqual([
        ...["kind", "length", "width"],
      ]);
    }));

  test("the network leaves as a model file and comes back; a damaged one is refused", () =>
    withPage("?data=xor&hidden=3", async (page) => {
      await trainedByAnEpoch(page);
      const file = await download(page, "Model file");
      expect(file.suggestedFilename()).toBe("xor.model.json");
      const text = await readFile(await file.path(), "utf8");
      const { network, training } = parseModel(text);
      expect(network.sizes).toEqual([2, 3, 1]);
      expect(training).toMatchObject({ data: "xor", epochs: 1, seed: 1 });

      await choose(page, { name: "mine.json", mimeType: "application/json", buffer: Buffer.from(text) });
      await page.getByText("epoch 0", { exact: true }).waitFor();
      expect((await modelOf(page)).layers).toEqual(network.layers);

      await drop(page, [{ name: "cut.model.json", text: text.slice(0, 200) }]);
      await page.getByRole("alert").waitFor();
      expect((await modelOf(page)).layers).toEqual(network.layers);
    }));

  test("it leaves as weights, as a function that says the same, and as pictures", () =>
    withPage("?data=iris&hidden=4", async (page) => {
      await trainedByAnEpoch(page);
      const network = await modelOf(page);
      const weights = await readFile(await (await download(page, "Weights as CSV")).path(), "utf8");
      const [head, ...rows] = weights.trimEnd().split("\n");
      expect(head).toBe("layer,from,to,weight");
      expect(rows.length).toBe(4 * 4 + 4 + 4 * 3 + 3);

      const path = `${await (await download(page, "JavaScript function")).path()}.mjs`;
      await writeFile(path, await readFile(path.slice(0, -4), "utf8"));
      const exported: Record<string, unknown> = await import(/* @vite-ignore */ pathToFileURL(path).href);
      const predict = Object.values(exported).find((value) => typeof value === "function");
      const sample = [0.1, -0.5, 1, 2];
      expect(Array.from(predict!(sample) as ArrayLike<number>)).toEqual([...network.predict(sample)]);

      const svg = await readFile(await (await download(page, "Picture, SVG")).path(), "utf8");
      expect(svg).toMatch(/^<svg .*<circle/s);
      expect(svg).not.toContain("var(");
      const png = await readFile(await (await download(page, "Picture, PNG")).path());
      expect(png.subarray(1, 4).toString()).toBe("PNG");
      // twice the drawing's 720 × 460
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1440, 920]);
    }));

  test("images of 28 × 28 in IDX files are learnt, and what is drawn is seen as such", () =>
    withPage("", async (page) => {
      await ready(page);
      const images = new URL("../packages/data/samples/fashion-mnist-small/", import.meta.url);
      await choose(
        page,
        ["t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"].map((name) => fileURLToPath(new URL(name, images))),
      );
      await page.getByText(/^t10k-images-idx3-ubyte\.gz, /).waitFor();
      await page.getByRole("tab", { name: "Digits" }).click();
      await button(page, "Step one epoch").click();
      await page.getByText("epoch 1", { exact: true }).waitFor({ timeout: 60_000 });
      await button(page, "Show a training row").click();
      await page.getByLabel("The drawing as 28 × 28 pixels").waitFor();
      await page.getByRole("heading", { name: /^It says / }).waitFor();
    }));
});
