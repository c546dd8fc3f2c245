import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decode,
  decodeRows,
  type Encoding,
  encodeDataset,
  encodeInputs,
  fitEncoding,
  rowEncoder,
  score,
  streamTable,
  textSource,
} from "../src/index.ts";
import { concreteLike, penguins, table } from "./tables.ts";

const encoding: Encoding = {
  columns: ["size", "colour", "kind"],
  inputs: [
    { name: "size", type: "number", scaling: "standardise", mean: 5, deviation: 2 },
    { name: "colour", type: "category", categories: ["blue", "red"], mostFrequent: "red" },
  ],
  target: { name: "kind", type: "classes", classes: ["ant", "bee"] },
  missing: "refuse",
  unseen: "refuse",
};
const regression: Encoding = { ...encoding, target: { name: "kind", type: "number", min: 10, max: 20 } };
const values = (dense: { values: ArrayLike<number> }) => Array.from(dense.values);

describe("encoded rows", () => {
  it("have standardised numbers and a unit a category, and a target unit a class", async () => {
    const data = encodeDataset(encoding, await table("size,colour,kind\n7,red,bee\n4,blue,ant\n"));
    expect(data.rows).toEqual(Uint32Array.of(0, 1));
    expect(data.inputs).toEqual({ rows: 2, cols: 3, values: Float32Array.of(1, 0, 1, -0.5, 1, 0) });
    expect(data.targets).toEqual({ rows: 2, cols: 2, values: Float32Array.of(0, 1, 1, 0) });
  });

  it("have the training range of a target on 0.1 … 0.9, and what is far outside at a sigmoid's limits", async () => {
    const { targets } = encodeDataset(
      regression,
      await table("size,colour,kind\n7,red,10\n7,red,15\n7,red,20\n7,red,99\n7,red,-99\n"),
    );
    expect(values(targets)).toEqual([0.1, 0.5, 0.9, 1, 0].map(Math.fround));
  });

  it("are those that were asked for", async () => {
    const t = await table("size,colour,kind\n7,red,bee\n4,blue,ant\n5,red,ant\n");
    const { rows, inputs } = encodeDataset(encoding, t, [2, 0]);
    expect([Array.from(rows), values(inputs)]).toEqual([
      [2, 0],
      [0, 0, 1, 1, 0, 1],
    ]);
    expect(encodeInputs(encoding, t, []).inputs).toMatchObject({ rows: 0, cols: 3 });
  });

  it("have a column that was constant in training at 0, whatever it is now", async () => {
    const t = await table("x,z,y\n1,8,a\n3,8,b\n");
    const fitted = fitEncoding(t);
    expect(values(encodeInputs(fitted, t).inputs)).toEqual([-1, 0, 1, 0]);
    expect(values(encodeInputs(fitted, await table("x,z\n3,1000\n")).inputs)).toEqual([1, 0]);
  });

  it("of training have mean 0 and deviation 1 in each column of numbers", async () => {
    const numbers = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(numbers, async (xs) => {
        fc.pre(Math.max(...xs) - Math.min(...xs) > 1e-3);
        const t = await table(`x,y\n${xs.map((x, r) => `${x},${r % 2 ? "a" : "b"}`).join("\n")}`);
        const encoded = values(encodeInputs(fitEncoding(t), t).inputs);
        const mean = encoded.reduce((sum, x) => sum + x, 0) / encoded.length;
        const variance = encoded.reduce((sum, x) => sum + x * x, 0) / encoded.length;
        // the data's offset may be 10⁹ deviations, each with a relative rounding of 2⁻⁵³; the result has one of 2⁻²⁴
        expect(Math.abs(mean)).toBeLessThan(1e-6);
        expect(Math.abs(variance - 1)).toBeLessThan(2e-6);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it("come one at a time from a stream as they do from a table", async () => {
    const csv = "size,colour,kind\n7,red,bee\n4,blue,ant\n";
    const { rows, ...head } = await streamTable(textSource(csv));
    const encoder = rowEncoder(encoding, head);
    const streamed: number[] = [];
    for await (const row of rows) streamed.push(...(encoder.inputs(row) ?? []));
    expect(streamed).toEqual(values(encodeInputs(encoding, await table(csv)).inputs));
  });
});

describe("columns", () => {
  it("are found by name: in any order, beside others, without the target", async () => {
    expect(values(encodeInputs(encoding, await table("id,colour,size\nx,red,7\n")).inputs)).toEqual([1, 0, 1]);
  });

  it("that aren't there are named", async () => {
    const lacking = await table("size,color\n7,red\n");
    expect(() => encodeInputs(encoding, lacking)).toThrow(
      't.csv: no column "colour", which is an input; its columns are "size", "color"',
    );
    const unlabelled = await table("size,colour\n7,red\n");
    expect(() => encodeDataset(encoding, unlabelled)).toThrow('t.csv: no column "kind", which is the target');
  });

  it("without a header are matched by position, with the target or without", async () => {
    expect(values(encodeInputs(encoding, await table("7,red,bee\n")).inputs)).toEqual([1, 0, 1]);
    expect(values(encodeInputs(encoding, await table("7,red\n")).inputs)).toEqual([1, 0, 1]);
    const first = { ...encoding, columns: ["kind", "size", "colour"] };
    expect(
      values(encodeDataset(first, await table("bee,7,red\n").then((t) => ({ ...t, header: false }))).inputs),
    ).toEqual([1, 0, 1]);
    const wide = await table("1,2,3,4\n");
    expect(() => encodeInputs(encoding, wide)).toThrow(
      't.csv: no header, and 4 columns; expected 3 as in training, or 2 without the target "kind"',
    );
  });
});

describe("a value that can't be encoded is named with its place", () => {
  const faults: [fault: string, csv: string, message: string][] = [
    [
      "a category that training didn't have",
      "7,green,bee",
      't.csv, line 2: colour is "green", a category that the training rows didn\'t have; expected one of "blue", "red"',
    ],
    ["one that is nearly another", "7,rad,bee", 'did you mean "red"?'],
    [
      "a class that training didn't have",
      "7,red,wasp",
      'kind is "wasp", a class that the training rows didn\'t have; expected one of "ant", "bee"',
    ],
    ["text where numbers are", "seven,red,bee", 't.csv, line 2: size is "seven"; expected a finite number'],
    ["a decimal comma", '"7,5",red,bee', 'size is "7,5"'],
    ["a number out of all proportion", "1e308,red,bee", "too far from"],
    ["nothing, under refuse", ",red,bee", "t.csv, line 2: size is missing"],
    ["no target, under refuse", "7,red,", "t.csv, line 2: kind is missing"],
  ];
  it.each(faults)("%s", async (_, row, message) => {
    const t = await table(`size,colour,kind\n${row}\n`);
    const strict: Encoding = {
      ...encoding,
      inputs: [{ name: "size", type: "number", scaling: "standardise", mean: 5, deviation: 1e-3 }, encoding.inputs[1]!],
    };
    expect(() => encodeDataset(strict, t)).toThrow(
      expect.objectContaining({ code: "DATA_INVALID", message: expect.stringContaining(message) }),
    );
  });
});

describe("a missing value", () => {
  const gaps = "size,colour,kind\n7,,bee\n,blue,ant\n7,red,\n4,blue,ant\n";

  it("leaves its row out under drop, and its row's number with it", async () => {
    const data = encodeDataset({ ...encoding, missing: "drop" }, await table(gaps));
    expect(data.rows).toEqual(Uint32Array.of(3));
    expect([values(data.inputs), values(data.targets)]).toEqual([
      [-0.5, 1, 0],
      [1, 0],
    ]);
    expect(encodeInputs({ ...encoding, missing: "drop" }, await table(gaps)).rows).toEqual(Uint32Array.of(2, 3));
  });

  it("is filled in under mean, except in the target", async () => {
    const data = encodeDataset({ ...encoding, missing: "mean" }, await table(gaps));
    expect(data.rows).toEqual(Uint32Array.of(0, 1, 3));
    expect(values(data.inputs)).toEqual([1, 0, 1, 0, 1, 0, -0.5, 1, 0]);
  });
});

describe("outputs", () => {
  it("are the class of the largest, the first of equal ones, with every class's output", () => {
    expect(decode(encoding, [0.2, 0.7])).toEqual({ type: "class", label: "bee", outputs: [0.2, 0.7] });
    expect(decode(encoding, [0.5, 0.5])).toMatchObject({ label: "ant" });
  });

  it("are a number in the target's units", () => {
    expect(decode(regression, [0.5])).toEqual({ type: "number", value: 15 });
    expect(decode(regression, [0.9])).toMatchObject({ value: 20 });
    expect(decode(regression, [1])).toMatchObject({ value: 21.25 });
  });

  it("that don't fit, or aren't numbers, are refused", () => {
    expect(() => decode(encoding, [1])).toThrow(expect.objectContaining({ code: "SHAPE_MISMATCH" }));
    expect(() => decode(encoding, [1, Number.NaN])).toThrow(expect.objectContaining({ code: "NOT_FINITE" }));
  });

  it("equal to the targets give back the table's own values", async () => {
    const flowers = await table(penguins);
    const classes = fitEncoding(flowers, { target: "species", missing: "mean" });
    const data = encodeDataset(classes, flowers);
    expect(decodeRows(classes, data.targets).map((one) => one.type === "class" && one.label)).toEqual(
      [...flowers.rows].map(({ fields }) => fields[0]),
    );
    const concrete = await concreteLike(30);
    const number = fitEncoding(concrete);
    decodeRows(number, encodeDataset(number, concrete).targets).forEach((one, r) => {
      expect(one.type === "number" && one.value).toBeCloseTo(Number(concrete.rows.at(r).fields[2]), 5);
    });
  });
});

describe("a score", () => {
  it("of classes has accuracy and confusion matrix", async () => {
    const t = await table("size,colour,kind\n7,red,bee\n4,blue,ant\n4,blue,ant\n");
    const outputs = { rows: 3, cols: 2, values: Float64Array.of(0.1, 0.9, 0.8, 0.3, 0.2, 0.4) };
    expect(score(encoding, t, [0, 1, 2], outputs)).toEqual({
      type: "classes",
      accuracy: 2 / 3,
      confusion: [
        [1, 1],
        [0, 1],
      ],
    });
  });

  it("of numbers is in the target's units", async () => {
    const t = await table("size,colour,kind\n7,red,10\n4,blue,20\n");
    expect(score(regression, t, [0, 1], [[0.5], [0.9]])).toEqual({
      type: "number",
      rmse: Math.sqrt(12.5),
      rSquared: 0.5,
    });
  });

  it("compares with the values in the table, however far outside training's range", async () => {
    const t = await table("size,colour,kind\n7,red,10\n4,blue,99\n");
    const outputs = { rows: 2, cols: 1, values: Float64Array.of(0.1, 0.9) };
    expect(score(regression, t, [0, 1], outputs)).toMatchObject({ rmse: Math.sqrt(79 ** 2 / 2) });
  });
});
