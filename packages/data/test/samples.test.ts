import { readdir } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { fitEncoding, openSample, prepare, readTable, samples } from "../src/index.ts";
import { openUrl } from "../src/open-url.browser.ts";

describe.each(samples)("the sample $name", ({ name, rows, features, target, classes }) => {
  it("has the rows, columns and target of the catalogue", async () => {
    const table = await readTable(openSample(name));
    expect(table.rows).toHaveLength(rows);
    expect(table.columns).toHaveLength(features + 1);
    expect(table.columns.at(-1)).toBe(target);
  });

  it("has numbers for inputs and classes for a target", async () => {
    const encoding = fitEncoding(await readTable(openSample(name)));
    expect(new Set(encoding.inputs.map(({ type }) => type))).toEqual(new Set(["number"]));
    expect(encoding.target).toMatchObject({ type: "classes", classes: { length: classes } });
  });

  it("becomes data sets that have every row once", async () => {
    const { training, validation, test, dropped, tooFew } = prepare(await readTable(openSample(name)), {
      test: 0.2,
      validation: 0.1,
      seed: 1,
    });
    const all = [training, validation, test].flatMap((part) => [...part.rows]).sort((a, b) => a - b);
    expect(all).toEqual(Array.from({ length: rows }, (_, r) => r));
    expect([dropped, tooFew]).toEqual([0, rows < 10]);
    for (const { rows: kept, inputs, targets } of [training, validation, test])
      expect([inputs.rows, inputs.values.length, targets.rows, targets.values.length]).toEqual([
        kept.length,
        kept.length * features,
        kept.length,
        kept.length * classes,
      ]);
  });
});

describe("the catalogue", () => {
  it("has every file, and no other", async () => {
    const files = await readdir(new URL("../samples/", import.meta.url));
    expect(files.filter((file) => file.endsWith(".csv"))).toEqual(samples.map(({ file }) => file).sort());
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
