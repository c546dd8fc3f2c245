import { describe, expect, it } from "vitest";
import { classLabels, fitEncoding, type InputColumn, inputSize, outputSize } from "../src/index.ts";
import { concreteLike, penguins, table } from "./tables.ts";

const rows = (lines: readonly string[], count: number) =>
  Array.from({ length: count }, (_, r) => lines[r % lines.length]);
const input = async (csv: string): Promise<InputColumn> => fitEncoding(await table(csv)).inputs[0]!;
const targetOf = async (values: readonly (string | undefined)[]) =>
  fitEncoding(await table(`x,y\n${values.map((value, r) => `${r},${value}`).join("\n")}`)).target;

describe("an input column", () => {
  it("of numbers has the mean and deviation of the training rows", async () => {
    expect(await input("x,y\n2,a\n4,b\n4,a\n4,b\n5,a\n5,b\n7,a\n9,b\n")).toEqual({
      name: "x",
      type: "number",
      scaling: "standardise",
      mean: 5,
      deviation: 2,
    });
  });

  it("that is constant has no deviation, whatever its sum rounds to", async () => {
    expect(await input(`x,y\n${rows(["0.1,a", "0.1,b"], 10).join("\n")}`)).toMatchObject({ mean: 0.1, deviation: 0 });
  });

  it("of anything else has sorted categories and the most frequent of them", async () => {
    expect(await input("x,y\nred,a\nblue,b\nblue,a\nGreen,b\n")).toEqual({
      name: "x",
      type: "category",
      categories: ["Green", "blue", "red"],
      mostFrequent: "blue",
    });
  });

  it.each(["5", "-5", "+5", "5.", ".5", "1e3", "1E-3", "05"])("%j is a number", async (field) => {
    expect(await input(`x,y\n${field},a\n2,b\n`)).toMatchObject({ type: "number" });
  });

  it.each(["0x10", "5a", "1_000", "e5", ".", "--5", "5 5", "true"])("%j is not", async (field) => {
    expect(await input(`x,y\n${field},a\n2,b\n`)).toMatchObject({ type: "category" });
  });

  it.each(["1,5", "1,234.5", "Infinity", "-inf", "1e400", "-1e999"])(
    "%j among numbers is refused rather than made a category",
    async (field) => {
      const mixed = await table(`x,y\n2,a\n"${field}",b\n`);
      expect(() => fitEncoding(mixed)).toThrow(`t.csv, line 3: x is "${field}" in a column of numbers`);
    },
  );

  it("is fitted on the training rows alone", async () => {
    const all = await table("x,c,y\n1,red,a\n3,blue,b\n1000,green,a\n");
    expect(fitEncoding(all, { rows: [0, 1] }).inputs).toMatchObject([
      { mean: 2, deviation: 1 },
      { categories: ["blue", "red"] },
    ]);
  });

  it("whose numbers can't be standardised in float64 is refused", async () => {
    const huge = await table("x,y\n1e308,a\n-1e308,b\n");
    expect(() => fitEncoding(huge)).toThrow("too large");
  });
});

describe("the target", () => {
  it("is the last column, or the one of that name, or of that number", async () => {
    const t = await table(penguins);
    const named = (target?: string | number) => fitEncoding(t, { target, missing: "mean" }).target.name;
    expect([named(), named("species"), named(2), named("2")]).toEqual(["sex", "species", "island", "island"]);
  });

  it("that isn't there brings up the nearest name and the columns", async () => {
    const t = await table(penguins);
    expect(() => fitEncoding(t, { target: "spices" })).toThrow(
      expect.objectContaining({
        code: "OPTION_INVALID",
        message:
          'target: t.csv has no column "spices"; expected one of "species", "island", "bill", "sex"; did you mean "species"?',
      }),
    );
    for (const target of [0, 5, "1.5"]) expect(() => fitEncoding(t, { target })).toThrow("no column");
  });

  it("is classes if it is text", async () => {
    expect(await targetOf(["b", "a", "b", "a"])).toEqual({ name: "y", type: "classes", classes: ["a", "b"] });
  });

  it("is classes if it is a few integers with some rows each, in the order of their values", async () => {
    const digits = Array.from({ length: 11 }, (_, k) => String(10 - k));
    expect(await targetOf(rows(digits, 55))).toMatchObject({ type: "classes", classes: digits.toReversed() });
    expect(await targetOf(rows(digits, 54))).toMatchObject({ type: "number" });
  });

  it("is classes in a table as small as XOR with two rows each, and a number with fewer", async () => {
    expect(await targetOf(["0", "1", "1", "0"])).toMatchObject({ type: "classes" });
    expect(await targetOf(["10", "20", "30"])).toMatchObject({ type: "number" });
  });

  it("is a number with more than 20 values, or fractions", async () => {
    const many = Array.from({ length: 21 }, (_, k) => String(k));
    expect(await targetOf(rows(many, 210))).toMatchObject({ type: "number", min: 0, max: 20 });
    expect(await targetOf(rows(["0.5", "1"], 40))).toMatchObject({ type: "number", min: 0.5, max: 1 });
    expect(fitEncoding(await concreteLike(40)).target).toEqual({
      name: "strength",
      type: "number",
      min: 20.5,
      max: 69.25,
    });
  });

  it("is what targetType says", async () => {
    const t = await table("x,y\n1,0\n2,1\n3,1\n4,0\n");
    expect(fitEncoding(t, { targetType: "number" }).target).toEqual({ name: "y", type: "number", min: 0, max: 1 });
    const halves = await table("x,y\n1,0.5\n2,1.0\n3,0.50\n");
    expect(fitEncoding(halves, { targetType: "classes" }).target).toMatchObject({ classes: ["0.5", "1"] });
    const text = await table("x,y\n1,2\n2,big\n");
    expect(() => fitEncoding(text, { targetType: "number" })).toThrow('t.csv, line 3: y is "big"; expected a number');
  });

  it("has at least two classes or values", async () => {
    await expect(targetOf(["a", "a"])).rejects.toThrow('y is "a" in every training row');
    await expect(targetOf(["1.5", "1.5"])).rejects.toThrow("y is 1.5 in every training row");
  });

  it("needs another column beside it", async () => {
    const t = await table("y\na\nb\n");
    expect(() => fitEncoding(t)).toThrow("expected the target and at least one input column");
  });
});

describe("missing values", () => {
  it("are refused by default, with the count and first line of each column and the cure", async () => {
    const t = await table(penguins);
    expect(() => fitEncoding(t, { target: "species" })).toThrow(
      expect.objectContaining({
        code: "DATA_INVALID",
        message: expect.stringMatching(
          /^t\.csv: values are missing in bill \(2, first in line 3\), sex \(1, first in line 4\); set missing to "drop" .* "mean"/,
        ),
      }),
    );
  });

  it.each(["", "NA", "N/A", "NaN", "nan", "?", '" "'])("are written %j", async (field) => {
    const t = await table(`x,y\n${field},a\n2,b\n`);
    expect(() => fitEncoding(t)).toThrow("x (1, first in line 2)");
  });

  it.each(["na", "Na", "none", "-"])("aren't written %j", async (field) => {
    expect(await input(`x,y\n${field},a\n2,b\n`)).toMatchObject({ type: "category" });
  });

  it("leave their rows out under drop", async () => {
    const { inputs } = fitEncoding(await table(penguins), { target: "species", missing: "drop" });
    expect(inputs[1]).toMatchObject({ mean: (39.1 + 46.1 + 50 + 46.5 + 50.1) / 5 });
  });

  it("don't count under mean, and a column of numbers stays one", async () => {
    const { inputs } = fitEncoding(await table(penguins), { target: "species", missing: "mean" });
    expect(inputs[1]).toMatchObject({ type: "number", mean: (39.1 + 40.3 + 46.1 + 50 + 46.5 + 50.1) / 6 });
    expect(inputs[2]).toMatchObject({ categories: ["female", "male"], mostFrequent: "female" });
  });

  it("can't be a whole column, or every row", async () => {
    const t = await table("x,z,y\n1,,a\n2,,b\n");
    expect(() => fitEncoding(t, { missing: "mean" })).toThrow("z has no value in any training row");
    expect(() => fitEncoding(t, { missing: "drop" })).toThrow("every row has a missing value");
    const unlabelled = await table("x,y\n1,\n2,\n");
    expect(() => fitEncoding(unlabelled, { missing: "mean" })).toThrow("every row has no y");
  });
});

describe("an encoding", () => {
  it("has a unit a number, a unit a category and an output unit a class or a number", async () => {
    const classes = fitEncoding(await table(penguins), { target: "species", missing: "mean" });
    expect([inputSize(classes), outputSize(classes)]).toEqual([3 + 1 + 2, 3]);
    const number = fitEncoding(await concreteLike(30));
    expect([inputSize(number), outputSize(number)]).toEqual([2, 1]);
  });

  it("is the same after a round trip through JSON", async () => {
    const encoding = fitEncoding(await table(penguins), { target: "species", missing: "mean" });
    expect(JSON.parse(JSON.stringify(encoding))).toEqual(encoding);
  });
});

describe("class labels", () => {
  it("are each row's class, numbers written in one way", async () => {
    expect(classLabels(await table("x,y\n1,0\n2,1.0\n3,1\n4,0\n"))).toEqual(["0", "1", "1", "0"]);
    expect(classLabels(await table("x,y\n1,a\n2,NA\n3,b\n"))).toEqual(["a", "", "b"]);
  });

  it("don't exist where the target is a number", async () => {
    expect(classLabels(await concreteLike(20))).toBeUndefined();
  });
});
