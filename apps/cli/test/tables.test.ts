import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { parseModel } from "@deltarule/core";
import { readTable, samples, textSource } from "@deltarule/data";
import { expect, test } from "vitest";
import { type ColumnFlags, encodingIn } from "../src/options/columns.ts";
import { emptyFolder, jsonLines, run } from "./deltarule.ts";

const fashion = samples.find(({ name }) => name === "fashion-mnist-small-test")!;
const [imagesName, labelsName] = ["t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"];

/** A folder with the images and, under the name of your choice, their labels. */
function withImages(labelsAs: string = labelsName): string {
  const cwd = emptyFolder();
  copyFileSync(fileURLToPath(fashion.url), join(cwd, imagesName));
  copyFileSync(fileURLToPath(fashion.labels!), join(cwd, labelsAs));
  return cwd;
}

const quick = ["--epochs", "2", "--json"];
const images = { rows: 200, classes: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"] };

test("images have the labels that lie beside them, are told to be theirs, or are named with them", async () => {
  const cwd = withImages();
  const { out, err, code } = await run(["train", imagesName, ...quick], { cwd });
  expect({ err, code }).toEqual({ err: "", code: 0 });
  expect(jsonLines(out).at(-1)).toMatchObject({ test: images, model: "t10k-images-idx3-ubyte.model.json" });
  const both = await run(["train", imagesName, labelsName, ...quick], { cwd });
  expect(jsonLines(both.out).at(-1)).toMatchObject({ test: images });

  const elsewhere = withImages("answers");
  const told = await run(["train", imagesName, "--labels", "answers", ...quick], { cwd: elsewhere });
  expect(jsonLines(told.out).at(-1)).toMatchObject({ test: images });
  const alone = await run(["train", imagesName, ...quick], { cwd: elsewhere });
  expect({ out: alone.out, code: alone.code }).toEqual({ out: "", code: 1 });
  expect(alone.err).toMatch(/images without labels; .* --labels$/m);
});

test("a model of images predicts images without labels, from a file and from a pipe", async () => {
  const cwd = withImages("answers");
  await run(["train", imagesName, "--labels", "answers", ...quick, "--out", "m.json"], { cwd });
  const { out, code } = await run(["predict", "m.json", imagesName], { cwd });
  expect(code).toBe(0);
  expect(out.trimEnd().split("\n")).toHaveLength(1001);
  expect((await run(["predict", "m.json", "-"], { cwd, input: readFileSync(join(cwd, imagesName)) })).out).toBe(out);
});

test("gzip, JSON and JSON Lines are read from files and from a pipe; --format says what can't be seen", async () => {
  const cwd = emptyFolder();
  const records = Array.from({ length: 40 }, (_, r) => ({ x: r, y: r % 2 ? "odd" : "even" }));
  writeFileSync(join(cwd, "table.csv.gz"), gzipSync(`x,y\n${records.map(({ x, y }) => `${x},${y}`).join("\n")}\n`));
  writeFileSync(join(cwd, "table.json"), JSON.stringify(records));
  const lines = records.map((record) => JSON.stringify(record)).join("\n");
  writeFileSync(join(cwd, "table.txt"), lines);
  const inspected = async (args: readonly string[], input?: string | Uint8Array) =>
    jsonLines((await run(["inspect", ...args, "--json"], { cwd, ...(input && { input }) })).out).at(-1);
  const expected = { rows: 40, columns: 2, encoding: { inputs: 1, outputs: 2 } };
  expect(await inspected(["table.csv.gz"])).toMatchObject(expected);
  expect(await inspected(["table.json"])).toMatchObject(expected);
  expect(await inspected(["table.txt", "--format", "jsonl"])).toMatchObject(expected);
  expect(await inspected(["-"], lines)).toMatchObject(expected);
  expect(await inspected(["-"], readFileSync(join(cwd, "table.csv.gz")))).toMatchObject(expected);
});

test("several files are one table, and predicted one after the other", async () => {
  const cwd = emptyFolder();
  const rows = (from: number) => Array.from({ length: 30 }, (_, r) => `${from + r},${r % 2 ? "odd" : "even"}`);
  writeFileSync(join(cwd, "a.csv"), `x,y\n${rows(0).join("\n")}\n`);
  writeFileSync(
    join(cwd, "b.csv"),
    `y,x\n${rows(30)
      .map((row) => row.split(",").reverse())
      .join("\n")}\n`,
  );
  writeFileSync(join(cwd, "c.csv"), "x,z\n1,2\n");
  const { out } = await run(["train", "a.csv", "b.csv", "--epochs", "1"], { cwd });
  expect(out).toMatch(/a\.csv and 1 more: 60 rows, 2 columns/);
  expect(out).toContain("deltarule evaluate a.model.json a.csv b.csv");
  const predicted = await run(["predict", "a.model.json", "a.csv", "b.csv"], { cwd });
  expect(predicted.out.trimEnd().split("\n")).toHaveLength(61);
  const repeated = await run(["predict", "a.model.json", "a.csv", "b.csv", "--with-inputs"], { cwd });
  expect(repeated.code).toBe(1);
  expect(repeated.out.trimEnd().split("\n")).toHaveLength(31);
  expect(repeated.err).toContain("b.csv: expected the columns of a.csv in the same order");
  expect((await run(["train", "a.csv", "c.csv"], { cwd })).err).toMatch(/c\.csv: expected the columns of a\.csv/);
});

test("columns are left out and encoded as it is said, and the model says it too", async () => {
  const cwd = emptyFolder();
  const rows = Array.from({ length: 40 }, (_, r) => `${r},${10 + (r % 3)},${r / 8},${r % 2 ? "odd" : "even"}`);
  const input = `id,zip,size,parity\n${rows.join("\n")}\n`;
  const options = ["--ignore", "id", "--categorical", "2", "--range", "size"];
  const { code } = await run(["train", "-", "--epochs", "1", ...options, "--out", "m.json"], { cwd, input });
  expect(code).toBe(0);
  const model = parseModel(readFileSync(join(cwd, "m.json"), "utf8"));
  expect(model.encoding).toMatchObject({
    inputs: [
      { name: "zip", type: "category", categories: ["10", "11", "12"] },
      { name: "size", scaling: "range" },
    ],
  });
  expect(model.training).toMatchObject({
    options: { columns: { id: { type: "ignore" }, zip: { type: "category" }, size: { scaling: "range" } } },
  });
});

test("what a table is warned of is told on standard error, in the words of the command line; as JSON it is a line", async () => {
  const input = `id,x,y\n${Array.from({ length: 40 }, (_, r) => `r${r},${r % 7},${r % 2 ? "odd" : "even"}`).join("\n")}\n`;
  const where = { cwd: emptyFolder(), input };
  const { out, err, code } = await run(["train", "-", "--epochs", "1", "--no-out"], where);
  expect(code).toBe(0);
  expect(out).not.toContain("warning");
  expect(err).toMatch(/^warning: "id": another value in every row, .* \(--ignore\)$/m);
  const json = await run(["train", "-", "--epochs", "1", "--no-out", "--json"], where);
  expect(json.err).toBe("");
  expect(jsonLines(json.out)[0]).toMatchObject({
    type: "warning",
    code: "id-like",
    columns: ["id"],
    message: expect.stringMatching(/\(--ignore\)$/),
  });
});

test("a category that training didn't have is refused, or zeros where that is said", async () => {
  const cwd = emptyFolder();
  const input = `colour,y\n${Array.from({ length: 20 }, (_, r) => (r % 2 ? "red,a" : "blue,b")).join("\n")}\n`;
  await run(["train", "-", "--epochs", "1", "--out", "m.json"], { cwd, input });
  const green = { cwd, input: "colour\ngreen\n" };
  const refused = await run(["predict", "m.json", "-"], green);
  expect(refused.err).toMatch(
    /line 2: colour is "green", a category that the training rows didn't have; .* \(--unseen zeros goes on\)$/m,
  );
  expect(await run(["predict", "m.json", "-", "--unseen", "zeros"], green)).toMatchObject({ err: "", code: 0 });
  const gap = { cwd, input: "colour\n?\nred\n" };
  expect((await run(["predict", "m.json", "-"], gap)).err).toContain("--missing drop or --missing mean allows them");
  const { out } = await run(["predict", "m.json", "-", "--missing", "drop"], gap);
  expect(out.trimEnd().split("\n")).toHaveLength(3);
});

const shop = await readTable(textSource("id,zip,price,sold\n1,02139,5,yes\n2,10001,7,no\n"));

test("a column's name goes before its number, and a number's scaling before or after its type", () => {
  expect(encodingIn(shop, { ignore: ["1"], numeric: ["price"], unscaled: ["3"], missing: "mean" })).toEqual({
    missing: "mean",
    columns: { id: { type: "ignore" }, price: { type: "number", scaling: "none" } },
  });
  expect(encodingIn(shop, {})).toEqual({});
});

test.each<[ColumnFlags, string]>([
  [{ ignore: ["prize"] }, '--ignore: text has no column "prize"; '],
  [{ target: "5" }, '--target: text has no column "5"; '],
  [{ numeric: ["4"] }, '--numeric: "sold" is the target; '],
  [{ ignore: ["price"], range: ["3"] }, '--range: "price" is named by --ignore too; '],
  [{ range: ["price"], unscaled: ["price"] }, '--unscaled: "price" is named by --range too; '],
  [{ numeric: ["zip"], categorical: ["zip"] }, '--categorical: "zip" is named by --numeric too; '],
  [{ categorical: ["zip"], range: ["zip"] }, '--range: "zip" is named by --categorical too; '],
])("%j is refused by the option's name", (flags, message) => {
  expect(() => encodingIn(shop, flags)).toThrow(expect.objectContaining({ code: "OPTION_INVALID" }));
  expect(() => encodingIn(shop, flags)).toThrow(message);
});
