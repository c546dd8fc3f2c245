import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inputSize, prepare, readTable, streamTable, textSource } from "../src/index.ts";
import { contents, invalid } from "./tables.ts";

const json = async (text: string) => contents(await readTable(textSource(text, "t.json")));
const lines = async (...texts: string[]) => contents(await readTable(textSource(texts.join("\n"), "t.jsonl")));

describe("a JSON table", () => {
  it("has the keys of all its records for columns, and what a record lacks is missing", async () => {
    const expected = [
      ["a", "b", "c"],
      ["1", "x", ""],
      ["", "", "2"],
      ["3", "", ""],
    ];
    expect(await json('[{"a": 1, "b": "x"}, {"c": 2}, {"a": 3, "b": null}]')).toEqual(expected);
    expect(await lines('{"a": 1, "b": "x"}', '{"c": 2}', '{"a": 3, "b": null}')).toEqual(expected);
  });

  it("says where its rows are", async () => {
    const records = await readTable(textSource('[{"a": 1},\n\n {"a": 2}]', "t.json"));
    expect(records.rows.place(1)).toEqual({ file: "t.json", unit: "record", index: 2 });
    const rows = await readTable(textSource('{"a": 1}\n\n{"a": 2}', "t.jsonl"));
    expect(rows.rows.place(1)).toEqual({ file: "t.jsonl", unit: "line", index: 3 });
  });

  it("has text and truth values for categories, and text that is a number for one, as CSV has", async () => {
    const table = await readTable(
      textSource('{"n": ["1.5", 2, "3"], "t": [true, false, true], "y": ["a", "b", "a"]}', "t.json"),
    );
    expect(prepare(table).encoding.inputs).toMatchObject([
      { type: "number" },
      { type: "category", categories: ["false", "true"] },
    ]);
  });

  it("may have keys that objects have of their own", async () => {
    const keys = ["__proto__", "constructor", "toString", "hasOwnProperty"];
    const record = `{${keys.map((key, k) => `"${key}": ${k}`).join(", ")}}`;
    const expected = [keys, ["0", "1", "2", "3"]];
    expect(await json(`[${record}]`)).toEqual(expected);
    expect(await lines(record)).toEqual(expected);
  });

  it("gives every finite number back to the bit", async () => {
    const numbers = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(numbers, async (xs) => {
        const { values } = await readTable(textSource(JSON.stringify({ x: xs }), "t.json"));
        expect(xs.map((_, r) => values[0]!.number(r))).toEqual(xs.map((x) => (Object.is(x, -0) ? 0 : x)));
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  const broken: [text: string, message: RegExp][] = [
    ["", /^t\.json: empty/],
    ["[", /^t\.json: not JSON: /],
    ["7", /^t\.json: the number 7; expected an array of records, or an object of columns/],
    ["[]", /^t\.json: no values/],
    ["[{}]", /^t\.json: no values/],
    ['[{"a": 1}, 2]', /^t\.json, record 2: the number 2; expected an object/],
    [
      '[{"a": 1}, {"a": {"b": 2}}]',
      /^t\.json, record 2: "a" is an object; expected a number, text, true, false or null/,
    ],
    ['[{"a": [1]}]', /^t\.json, record 1: "a" is an array/],
    ['[{"a": 1e400}]', /^t\.json, record 1: "a" is a number too large/],
    ['[{"a": 1, "a": 2}]', /^t\.json: a key stands twice in one object/],
    ['{"a": [1, 2], "b": [1]}', /^t\.json: "a" has 2 values and "b" 1; expected as many in each/],
    ['{"a": [1, 2], "b": {}}', /^t\.json: "b" is an object; expected an array, the column's values/],
    ['{"a": [], "b": []}', /^t\.json: no values/],
    [`${"[".repeat(100_000)}${"]".repeat(100_000)}`, /^t\.json/],
  ];
  it.each(broken)("that is %j is refused with the place", async (text, message) => {
    await expect(json(text)).rejects.toMatchObject(invalid(message));
  });

  it("of nested values over lines is refused with the line", async () => {
    const faults: [line: string, message: RegExp][] = [
      ["[1]", /^t\.jsonl, line 3: an array; expected an object/],
      ["{}", /^t\.jsonl, line 3: an object without a value/],
      ['{"a": 1', /^t\.jsonl, line 3: not JSON/],
      ['{"a": {"b": 1}}', /^t\.jsonl, line 3: "a" is an object/],
      ['{"a": -1e999}', /^t\.jsonl, line 3: "a" is a number too large/],
      ['{"a": "1:", "a": "\\"2"}', /^t\.jsonl, line 3: a key stands twice/],
    ];
    for (const [line, message] of faults)
      await expect(lines('{"a": 1}', "", line, '{"a": 2}')).rejects.toMatchObject(invalid(message));
  });

  it("as a stream has the keys of the first record, and the later ones as far as they fit", async () => {
    const { columns, rows } = await streamTable(textSource('{"a": 1, "b": "x"}\n{"c": 7, "b": "y"}\n', "t.jsonl"));
    const fields = [];
    for await (const row of rows) fields.push(row.fields);
    expect([columns, fields]).toEqual([
      ["a", "b"],
      [
        [1, "x"],
        ["", "y"],
      ],
    ]);
  });

  it("holds what the same table in CSV holds", async () => {
    const cell = fc.oneof(fc.integer(), fc.constantFrom("red", "blue", "", "é"));
    const table = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 9 });
    await fc.assert(
      fc.asyncProperty(table, async (cells) => {
        const csv = `x,y\n${cells.map(([x, y]) => `"${x}","${y}"`).join("\n")}\n`;
        const expected = contents(await readTable(textSource(csv, "t.csv")));
        const records = cells.map(([x, y]) => ({ x, y }));
        expect(await json(JSON.stringify(records))).toEqual(expected);
        expect(await lines(...records.map((record) => JSON.stringify(record)))).toEqual(expected);
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it("can be learnt from", async () => {
    const records = Array.from({ length: 40 }, (_, r) => ({
      x: r,
      colour: r % 3 ? "red" : "blue",
      y: r % 2 ? "a" : "b",
    }));
    const { encoding, test } = prepare(await readTable(textSource(JSON.stringify(records), "t")), { test: 0.2 });
    expect([inputSize(encoding), test.rows.length]).toEqual([3, 8]);
  });
});
