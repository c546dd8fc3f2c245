import { describe, expect, it } from "vitest";
import { fitEncoding, inspect, openSample, prepare, readTable } from "../src/index.ts";
import { penguins, table } from "./tables.ts";

describe("an inspection", () => {
  it("has each column's role, type, gaps, range and examples, the target's classes and the encoding", async () => {
    const t = await table(
      "id,size,colour,kind\n1,2,red,ant\n2,4,?,bee\n3,4,blue,ant\n4,5,red,bee\n5,5,red,ant\n6,,red,ant\n",
    );
    const options = { columns: { id: { type: "ignore" } }, missing: "mean" } as const;
    expect(inspect(t, options)).toEqual({
      name: "t.csv",
      header: true,
      rows: 6,
      columns: [
        {
          name: "id",
          role: "ignored",
          type: "number",
          missing: 0,
          distinct: 6,
          numbers: { min: 1, max: 6, mean: expect.closeTo(3.5, 12), deviation: expect.closeTo(Math.sqrt(35 / 12), 12) },
          examples: ["1", "2", "3", "4", "5"],
        },
        {
          name: "size",
          role: "input",
          type: "number",
          missing: 1,
          distinct: 3,
          numbers: { min: 2, max: 5, mean: 4, deviation: expect.closeTo(Math.sqrt(1.2), 12) },
          examples: ["2", "4", "5"],
        },
        {
          name: "colour",
          role: "input",
          type: "category",
          missing: 1,
          distinct: 2,
          numbers: undefined,
          examples: ["red", "blue"],
        },
        {
          name: "kind",
          role: "target",
          type: "category",
          missing: 0,
          distinct: 2,
          numbers: undefined,
          examples: ["ant", "bee"],
        },
      ],
      target: {
        name: "kind",
        type: "classes",
        classes: [
          { label: "ant", rows: 4 },
          { label: "bee", rows: 2 },
        ],
      },
      encoding: fitEncoding(t, options),
      problem: undefined,
      warnings: [
        {
          code: "single-row",
          columns: ["colour"],
          message: 'colour: the category "blue" has a single training row (t.csv, line 4), too little to learn from',
        },
      ],
    });
  });

  it("refuses nothing in a table: what stands in the way of an encoding is told beside all the rest", async () => {
    const gaps = inspect(await table(penguins), { target: "species" });
    expect(gaps).toMatchObject({ encoding: undefined, rows: 8, warnings: [] });
    expect(gaps.problem).toMatch(/values are missing in bill \(2, first in line 3\)/);
    expect(gaps.columns.map(({ missing }) => missing)).toEqual([0, 0, 2, 1]);
    expect(gaps.target?.classes).toHaveLength(3);
    const commas = inspect(await table('x,y\n"1,5",a\n"2,5",b\n'));
    expect(commas.problem).toMatch(/^t\.csv, line 2: x is "1,5" in a column of numbers/);
    const empty = inspect(await table("x,z,y\n1,,a\n2,,a\n"));
    expect([empty.columns[1]?.type, empty.columns[1]?.numbers]).toEqual(["category", undefined]);
  });

  it("refuses options that can't be", async () => {
    const t = await table(penguins);
    expect(() => inspect(t, { target: "spices" })).toThrow(expect.objectContaining({ code: "OPTION_INVALID" }));
  });

  it("of the samples warns of what is so, and no more", async () => {
    const codes = async (name: string) =>
      inspect(await readTable(openSample(name)), { missing: "mean" }).warnings.map(({ code }) => code);
    expect(await codes("iris")).toEqual([]);
    expect(await codes("penguins")).toEqual([]);
    expect(await codes("concrete")).toEqual([]);
    // three corner pixels are never drawn on
    expect(await codes("digits")).toEqual(["constant"]);
    expect(await codes("fashion-mnist-small-test")).toEqual([]);
  });
});

describe("warnings", () => {
  const rows = (count: number, line: (r: number) => string) =>
    Array.from({ length: count }, (_, r) => line(r)).join("\n");
  const warningsOf = async (csv: string) => prepare(await table(csv)).warnings;

  it("come for columns with another value in every row, integers or text but not fractions", async () => {
    const csv = `id,name,x,y\n${rows(30, (r) => `${100 - r},n${r},${r + 0.5},${r % 2 ? "a" : "b"}`)}`;
    expect(await warningsOf(csv)).toEqual([
      {
        code: "id-like",
        columns: ["id", "name"],
        message:
          '"id", "name": another value in every row, as an identifier has; leave such columns out (type "ignore")',
      },
    ]);
    expect(await warningsOf(`id,y\n${rows(19, (r) => `${r},${r % 2 ? "a" : "b"}`)}`)).toEqual([]);
  });

  it("come for columns that don't change", async () => {
    const csv = `x,z,w,y\n${rows(20, (r) => `${r % 5},7,same,${r % 2 ? "a" : "b"}`)}`;
    expect(await warningsOf(csv)).toMatchObject([{ code: "constant", columns: ["z", "w"] }]);
  });

  it("come for categories and classes of a single row", async () => {
    const csv = `colour,y\n${rows(20, (r) => `${r < 2 ? `c${r}` : "red"},${r === 5 ? "rare" : r % 2 ? "a" : "b"}`)}`;
    expect((await warningsOf(csv)).map(({ message }) => message)).toEqual([
      "colour: 2 of 3 categories have a single training row (t.csv, line 2), too little to learn from",
      'y: the class "rare" has a single training row (t.csv, line 7), too little to learn from',
    ]);
  });
});
