import { readdir, readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { encodeDataset, fitEncoding, inputSize, openSample, prepare, readTable, samples } from "../src/index.ts";
import { openUrl } from "../src/open-url.browser.ts";
import { generated } from "./generated.ts";

describe.each(samples)("the sample $name", ({ name, rows, features, target, classes, gaps }) => {
  it("has the rows, columns and target of the catalogue", async () => {
    const table = await readTable(openSample(name));
    expect(table.rows).toHaveLength(rows);
    expect(table.columns).toHaveLength(features + 1);
    expect(table.columns.at(-1)).toBe(target);
  });

  it("has the target of the catalogue, whatever its type", async () => {
    const { target: fitted } = fitEncoding(await readTable(openSample(name)), { missing: gaps ? "mean" : "refuse" });
    expect(fitted).toMatchObject(classes ? { type: "classes", classes: { length: classes } } : { type: "number" });
  });

  it("becomes data sets that have every row once", async () => {
    const table = await readTable(openSample(name));
    const prepared = prepare(table, { test: 0.2, validation: 0.1, seed: 1, missing: gaps ? "mean" : "refuse" });
    const { training, validation, test, encoding, dropped, tooFew } = prepared;
    const all = [training, validation, test].flatMap((part) => [...part.rows]).sort((a, b) => a - b);
    expect(all).toEqual(Array.from({ length: rows }, (_, r) => r));
    expect([dropped, tooFew]).toEqual([0, rows < 10]);
    for (const { rows: kept, inputs, targets } of [training, validation, test])
      expect([inputs.rows, inputs.values.length, targets.rows, targets.values.length]).toEqual([
        kept.length,
        kept.length * inputSize(encoding),
        kept.length,
        kept.length * (classes ?? 1),
      ]);
  });
});

describe("what a sample is made of", () => {
  it.each(Object.entries(generated))("%s is what its definition says", async (name, text) => {
    expect(await readFile(new URL(`../samples/${name}.csv`, import.meta.url), "utf8")).toBe(text());
  });

  it("makes the encoder's inputs and targets the same one-hot rows, ten of each", async () => {
    const { training } = prepare(await readTable(openSample("encoder")));
    expect(training.inputs).toEqual(training.targets);
    expect([training.inputs.rows, training.inputs.cols]).toEqual([10, 10]);
  });

  it("makes pixels of images numbers from 0 to 1, by the range of a byte", async () => {
    const table = await readTable(openSample("fashion-mnist-small-test"));
    const { inputs, targets } = encodeDataset(fitEncoding(table), table);
    expect(inputs.values.every((a) => a >= 0 && a <= 1)).toBe(true);
    expect(inputs.values[300]).toBe(Math.fround(table.values[300]!.number(0) / 255));
    expect(targets.cols).toBe(10);
  });
});

describe("the catalogue", () => {
  it("has every file, and no other", async () => {
    const files = await readdir(new URL("../samples/", import.meta.url), { recursive: true });
    const urls = samples.flatMap(({ url, labels }) => (labels ? [url, labels] : [url]));
    const paths = urls.map(({ pathname }) => pathname.split("/samples/")[1]);
    expect(files.filter((file) => /\.(csv|gz)$/.test(file)).sort()).toEqual(paths.sort());
    for (const { file, url } of samples) expect(url.pathname.endsWith(`/samples/${file}`)).toBe(true);
  });

  it("brings up the nearest name for one that it doesn't have", () => {
    expect(() => openSample("irsi")).toThrow(
      expect.objectContaining({
        code: "OPTION_INVALID",
        message: expect.stringMatching(/no sample is called "irsi"; expected one of "xor", .*; did you mean "iris"\?$/),
      }),
    );
  });
});

describe("in a browser", () => {
  it("a sample is fetched", async () => {
    const bytes = openUrl(new URL("data:text/csv,a,y%0A1,b%0A"));
    expect((await readTable({ name: "inline", bytes })).columns).toEqual(["a", "y"]);
  });
});
