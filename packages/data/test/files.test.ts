import { describe, expect, it } from "vitest";
import { encodeDataset, fitEncoding, readTable, textSource } from "../src/index.ts";
import { contents, invalid } from "./tables.ts";

const files = (...texts: [name: string, text: string][]) =>
  readTable(texts.map(([name, text]) => textSource(text, name)));

describe("several files", () => {
  it("of the same columns are one table, whatever their order, and rows keep their file and line", async () => {
    const table = await files(
      ["a.csv", "x,y\n1,a\n2,b\n"],
      ["b.tsv", "y\tx\n\nc\t3\n"],
      ["c.json", '[{"y": "d", "x": 4}]'],
    );
    expect(contents(table)).toEqual([
      ["x", "y"],
      ["1", "a"],
      ["2", "b"],
      ["3", "c"],
      ["4", "d"],
    ]);
    expect(table.name).toBe("a.csv and 2 more");
    expect([0, 1, 2, 3].map((r) => table.rows.place(r))).toMatchObject([
      { file: "a.csv", index: 2 },
      { file: "a.csv", index: 3 },
      { file: "b.tsv", unit: "line", index: 3 },
      { file: "c.json", unit: "record", index: 1 },
    ]);
  });

  it("without headers go by position", async () => {
    const table = await files(["a.csv", "1,a\n"], ["b.csv", "2,b\n"]);
    expect(contents(table).slice(1)).toEqual([
      ["1", "a"],
      ["2", "b"],
    ]);
  });

  it("of records have the keys of all", async () => {
    const table = await files(["a.jsonl", '{"x": 1}\n'], ["b.jsonl", '{"z": 2, "x": 3}\n{"w": 4}\n']);
    expect(contents(table)).toEqual([
      ["x", "z", "w"],
      ["1", "", ""],
      ["3", "2", ""],
      ["", "", "4"],
    ]);
  });

  it("of other columns are refused with what differs", async () => {
    const first: [string, string] = ["a.csv", "x,y\n1,a\n"];
    const cases: [name: string, text: string, message: RegExp][] = [
      ["b.csv", "x,z\n1,a\n", /^b\.csv: expected the columns of a\.csv, but it lacks "y", and it alone has "z"$/],
      ["b.csv", "x,y,z\n1,a,b\n", /^b\.csv: .* it alone has "z"$/],
      ["b.csv", "1,a\n", /^b\.csv: .* it has no header/],
    ];
    for (const [name, text, message] of cases)
      await expect(files(first, [name, text])).rejects.toMatchObject(invalid(message));
    await expect(files(["a.csv", "1,a\n"], ["b.jsonl", '{"x": 1}'])).rejects.toMatchObject(invalid(/it has a header/));
  });

  it("are closed, also the one whose columns are others", async () => {
    const open = new Set<string>();
    async function* bytes(name: string, csv: string) {
      open.add(name);
      try {
        for (const line of csv.split(/(?<=\n)/)) yield new TextEncoder().encode(line);
      } finally {
        open.delete(name);
      }
    }
    const sources = [
      { name: "a.csv", bytes: bytes("a.csv", "x,y\n1,a\n") },
      { name: "b.csv", bytes: bytes("b.csv", "x,z\n1,a\n2,b\n3,c\n") },
    ];
    await expect(readTable(sources)).rejects.toThrow("expected the columns of a.csv");
    expect(open.size).toBe(0);
  });

  it("say in a message which of them is meant", async () => {
    const table = await files(["a.csv", "x,y\n1,a\n2,b\n"], ["b.csv", "x,y\n\n\nred,a\n"]);
    expect(() => encodeDataset(fitEncoding(table, { rows: [0, 1] }), table)).toThrow('b.csv, line 4: x is "red"');
  });

  it("are at least one", async () => {
    await expect(readTable([])).rejects.toMatchObject({ code: "OPTION_INVALID" });
  });
});
