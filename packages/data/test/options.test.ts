import { describe, expect, it } from "vitest";
import {
  classWeights,
  encodeDataset,
  encodeInputs,
  fitEncoding,
  parseEncoding,
  prepare,
  readTable,
  rowEncoder,
  sampleWeights,
  textSource,
  usableRows,
} from "../src/index.ts";
import { contents, table } from "./tables.ts";

const shop = () =>
  table("id,zip,price,size,sold\n1,02139,5.10,2,yes\n2,10001,7,4,no\n3,02139,9,,yes\n4,10001,11,8,no\n");

describe("a column's options", () => {
  it("make a category of numbers, as they are written, and leave columns out", async () => {
    const columns = { zip: { type: "category" }, id: { type: "ignore" }, size: { type: "ignore" } } as const;
    const encoding = fitEncoding(await shop(), { columns });
    expect(encoding.inputs).toMatchObject([
      { name: "zip", type: "category", categories: ["02139", "10001"] },
      { name: "price", type: "number", scaling: "standardise" },
    ]);
    expect(encoding.columns).toEqual(["id", "zip", "price", "size", "sold"]);
  });

  it("scale to the training rows' range, or not at all", async () => {
    const columns = { price: { scaling: "range" }, size: { scaling: "none" }, zip: { type: "ignore" } } as const;
    const t = await shop();
    const encoding = fitEncoding(t, {
      columns: { ...columns, "1": { type: "ignore" } },
      missing: "mean",
      rows: [1, 2, 3],
    });
    expect(encoding.inputs).toEqual([
      { name: "price", type: "number", scaling: "range", min: 7, max: 11, mean: 9 },
      { name: "size", type: "number", scaling: "none", mean: 6 },
    ]);
    expect(Array.from(encodeInputs(encoding, t).inputs.values)).toEqual([Math.fround(-0.475), 2, 0, 4, 0.5, 6, 1, 8]);
    expect(parseEncoding(JSON.parse(JSON.stringify(encoding)))).toEqual(encoding);
  });

  it("have a column that was constant in training at 0 in its range too", async () => {
    const t = await table("x,z,y\n1,8,a\n3,8,b\n");
    const encoding = fitEncoding(t, { columns: { z: { scaling: "range" } } });
    expect(Array.from(encodeInputs(encoding, t).inputs.values)).toEqual([-1, 0, 1, 0]);
  });

  it("don't let gaps of a column that is left out count", async () => {
    expect(usableRows(await shop(), { columns: { size: { type: "ignore" } } })).toHaveLength(4);
    expect(usableRows(await shop(), { missing: "drop" })).toHaveLength(3);
  });

  it("want numbers where they say so", async () => {
    const t = await table("x,y\n1,a\nmany,b\n");
    expect(() => fitEncoding(t, { columns: { x: { type: "number" } } })).toThrow(
      't.csv, line 3: x is "many"; expected a number, as that is the column\'s type',
    );
  });

  it("go by names that objects have of their own", async () => {
    const t = await table("__proto__,constructor,y\n1,2,a\n3,5,b\n");
    expect(fitEncoding(t).inputs.map(({ name }) => name)).toEqual(["__proto__", "constructor"]);
    const columns = JSON.parse('{"__proto__": {"type": "ignore"}}');
    expect(fitEncoding(t, { columns }).inputs.map(({ name }) => name)).toEqual(["constructor"]);
    expect(contents(t)[1]).toEqual(["1", "2", "a"]);
  });

  it("are refused if there is no such column, type or scaling, or it is the target", async () => {
    const t = await shop();
    const faults: [columns: string, message: string][] = [
      ['{"pryce": {}}', 'columns: t.csv has no column "pryce"'],
      ['{"price": {"type": "date"}}', 'columns: type "date" of "price"; expected one of number, category, ignore'],
      ['{"price": {"scaling": "log"}}', 'columns: scaling "log" of "price"; expected one of standardise, range, none'],
      ['{"sold": {"type": "ignore"}}', 'columns: "sold" is the target'],
    ];
    for (const [columns, message] of faults)
      expect(() => fitEncoding(t, { columns: JSON.parse(columns), missing: "mean" })).toThrow(
        expect.objectContaining({ code: "OPTION_INVALID", message: expect.stringContaining(message) }),
      );
    const all = {
      id: { type: "ignore" },
      zip: { type: "ignore" },
      price: { type: "ignore" },
      size: { type: "ignore" },
    } as const;
    expect(() => fitEncoding(t, { columns: all })).toThrow("no column besides the target");
  });
});

describe("a category that training didn't have", () => {
  const training = () => table("colour,y\nred,a\nblue,b\n");

  it("is refused, or leaves its units at 0 if the encoding says so", async () => {
    const t = await table("colour,y\ngreen,a\nred,a\n");
    const strict = fitEncoding(await training());
    expect(() => encodeInputs(strict, t)).toThrow('t.csv, line 2: colour is "green"');
    const encoding = fitEncoding(await training(), { unseen: "zeros" });
    expect(Array.from(encodeInputs(encoding, t).inputs.values)).toEqual([0, 0, 0, 1]);
    expect(rowEncoder(encoding, t).inputs(t.rows.at(0))).toEqual(Float64Array.of(0, 0));
  });

  it("is never one of a target", async () => {
    const encoding = fitEncoding(await training(), { unseen: "zeros" });
    const t = await table("colour,y\nred,c\n");
    expect(() => encodeDataset(encoding, t)).toThrow(
      't.csv, line 2: y is "c", a class that the training rows didn\'t have',
    );
  });

  it("is among known policies", async () => {
    const t = await training();
    expect(() => fitEncoding(t, JSON.parse('{"unseen": "guess"}'))).toThrow("unseen: guess; expected refuse, zeros");
  });

  it("in held-out rows is a warning and zeros, unless it is to be refused", async () => {
    const rows = Array.from({ length: 40 }, (_, r) => `${r === 7 ? "green" : "red"},${r % 4},${r % 2 ? "a" : "b"}`);
    const t = await table(`colour,x,y\n${rows.join("\n")}\n`);
    const seed = Array.from({ length: 50 }, (_, s) => s).find((s) =>
      prepare(t, { test: 0.25, seed: s }).test.rows.includes(7),
    );
    const { encoding, warnings, test } = prepare(t, { test: 0.25, seed });
    expect(encoding.unseen).toBe("refuse");
    expect(warnings).toContainEqual({
      code: "unseen",
      columns: ["colour"],
      message:
        'colour: 1 of the held-out rows have a category that no training row has, first "green" (t.csv, line 9); all units of colour are 0 there',
    });
    expect(test.inputs.values[test.rows.indexOf(7) * 2]).toBe(0);
    expect(() => prepare(t, { test: 0.25, seed, unseen: "refuse" })).toThrow('t.csv, line 9: colour is "green"');
    expect(prepare(t, { test: 0.25, seed, unseen: "zeros" }).encoding.unseen).toBe("zeros");
  });
});

describe("more categories than units make sense for", () => {
  it("are refused with what to do", async () => {
    const names = Array.from({ length: 5000 }, (_, r) => `name ${r},${r % 2 ? "a" : "b"}`).join("\n");
    const t = await table(`name,y\n${names}`);
    expect(() => fitEncoding(t)).toThrow(/name has more than 4096 different values, .* \(type "ignore"\)/);
    expect(() => fitEncoding(t, { target: "name" })).toThrow("name has more than 4096 different values");
    const numbers = await readTable(textSource(names.replaceAll("name ", ""), "n"));
    expect(() => fitEncoding(numbers, { columns: { "1": { type: "category" } } })).toThrow("more than 4096");
  });
});

describe("class weights", () => {
  it("make classes count alike: n / (K · n_k), with a mean of 1", () => {
    const labels = ["a", "a", "a", "b", ""];
    expect([...classWeights(labels)]).toEqual([
      ["a", 4 / 6],
      ["b", 2],
    ]);
    expect(() => classWeights([""])).toThrow("no labels");
  });

  it("become a weight for each encoded row", async () => {
    const rare = await table("x,y\n1,a\n2,a\n3,b\n4,a\n");
    const encoding = fitEncoding(rare);
    const all = encodeDataset(encoding, rare);
    expect([...sampleWeights(encoding, all, "balanced")]).toEqual([4 / 6, 4 / 6, 2, 4 / 6]);
    expect([...sampleWeights(encoding, all, new Map([["b", 3]]))]).toEqual([1, 1, 3, 1]);
    const some = encodeDataset(encoding, rare, [1, 2]);
    expect([...sampleWeights(encoding, some, "balanced")]).toEqual([1, 1]);
  });

  it("are refused for a class that isn't there, or where the target is a number", async () => {
    const patients = await table("x,y\n1,healthy\n2,ill\n");
    const encoding = fitEncoding(patients);
    expect(() => sampleWeights(encoding, encodeDataset(encoding, patients), new Map([["healty", 2]]))).toThrow(
      expect.objectContaining({
        code: "OPTION_INVALID",
        message: 'sampleWeights: y has no class "healty"; expected some of "healthy", "ill"; did you mean "healthy"?',
      }),
    );
    const numbers = fitEncoding(patients, { target: "x", targetType: "number" });
    expect(() => sampleWeights(numbers, encodeDataset(numbers, patients), "balanced")).toThrow("x is a number");
  });
});
