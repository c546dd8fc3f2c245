import { createHash } from "node:crypto";
import type { Samples } from "@deltarule/core";
import { describe, expect, it } from "vitest";
import {
  openSample,
  type Prepared,
  type PrepareOptions,
  prepare,
  prepareSources,
  readTable,
  type Source,
  type Sources,
  samples,
  score,
  textSource,
} from "../src/index.ts";
import { invalid } from "./tables.ts";

const text =
  (...files: string[]) =>
  (): Sources =>
    files.map((csv, f) => textSource(csv, `t${f + 1}.csv`));

/** Both ways, which must agree. */
async function both(reopen: () => Sources, options: PrepareOptions = {}) {
  const { table, ...prepared } = await prepareSources(reopen, options);
  const held = await readTable(reopen());
  expect(digested(prepared)).toEqual(digested(prepare(held, options)));
  return { ...prepared, table, held };
}

/** With a checksum for each matrix, which may have millions of values. */
const digested = ({ training, validation, test, ...rest }: Prepared) => ({
  ...rest,
  parts: [training, validation, test].map(({ rows, inputs, targets }) => [rows, inputs, targets].map(digest)),
});

function digest(numbers: Uint32Array | Samples): unknown {
  if (!("cols" in numbers)) return numbers;
  const { values, ...shape } = numbers;
  return { ...shape, values: createHash("md5").update(values).digest("hex") };
}

describe("sources that are read again and again instead of being held", () => {
  it.each(samples.map(({ name }) => name))("are prepared as the table in memory is, bit for bit: %s", async (name) => {
    await both(() => openSample(name), { missing: "mean", test: 0.2, validation: 0.1, seed: 3 });
  });

  it("may have gaps, whose rows are dropped, and categories that only held-out rows have", async () => {
    const colour = (r: number) => (r === 7 ? "green" : r % 3 ? "red" : "blue");
    const rows = Array.from({ length: 40 }, (_, r) => `${r % 11 ? r * r : ""},${colour(r)},${r % 2 ? "a" : "b"}`);
    let unseen = 0;
    for (let seed = 0; seed < 8; seed++) {
      const { warnings, dropped } = await both(text(`x,colour,y\n${rows.join("\n")}`), {
        missing: "drop",
        test: 0.25,
        validation: 0.25,
        seed,
      });
      expect(dropped).toBe(4);
      unseen += warnings.filter(({ code }) => code === "unseen").length;
    }
    expect(unseen).toBeGreaterThan(0);
  });

  it("may be several files, and records whose last key comes late", async () => {
    const { encoding } = await both(text("x,y\n1,a\n2,b\n", "y,x\na,3\nb,5\n"));
    expect(encoding.inputs).toMatchObject([{ name: "x", mean: 2.75 }]);
    const records = ['{"x": 1, "late": "a"}', '{"x": 2, "late": "b"}', '{"x": 3, "y": 1, "late": "a"}'].join("\n");
    const jsonl = () => textSource(records, "t.jsonl");
    expect((await both(jsonl, { target: "late", missing: "mean" })).encoding.columns).toEqual(["x", "late", "y"]);
  });

  it("have outputs scored by the target, which is all that is held of the table", async () => {
    const { encoding, table, held, test } = await both(() => openSample("concrete"), { test: 0.2 });
    const outputs = { ...test.targets, values: test.targets.values.map((t) => t / 2 + 0.2) };
    expect(score(encoding, table, test.rows, outputs)).toEqual(score(encoding, held, test.rows, outputs));
    expect(table.values[0]!.number(0)).toBeNaN();
  });

  it.each<[string, string, PrepareOptions, RegExp]>([
    ["a gap", "x,y\n1,a\n,b\n3,a\n", {}, /^t1\.csv: values are missing in x \(1, first in line 3\); set missing/],
    ["commas", 'x,y\n1,a\n"2,5",b\n', {}, /^t1\.csv, line 3: x is "2,5" in a column of numbers/],
    [
      "text",
      "x,y\n1,a\nred,b\n",
      { columns: { x: { type: "number" } } },
      /^t1\.csv, line 3: x is "red"; expected a number/,
    ],
    ["one class", "x,y\n1,a\n2,a\n", {}, /^t1\.csv: y is "a" in every training row/],
    ["a column alone", "y\n1\n2\n", {}, /^t1\.csv: no column besides the target/],
    ["nothing in a column", "x,z,y\n1,,a\n2,,b\n", { missing: "mean" }, /^t1\.csv: z has no value in any training row/],
  ])("are refused for %s as the table is", async (_, csv, options, message) => {
    await expect(prepareSources(text(csv), options)).rejects.toMatchObject(invalid(message));
    await expect(both(text(csv), options)).rejects.toMatchObject(invalid(message));
  });

  it("are refused if they change meanwhile", async () => {
    const rows = (count: number) => Array.from({ length: count }, (_, r) => `${r * r},${r % 2 ? "a" : "b"}\n`).join("");
    const changing = (...versions: string[]) => {
      let opened = 0;
      return () => textSource(`x,y\n${versions[Math.min(opened++, versions.length - 1)]}`, "t.csv");
    };
    const grown = /^t\.csv: 7 rows; expected 6, as when it was read before/;
    await expect(prepareSources(changing(rows(6), rows(6), rows(7)))).rejects.toMatchObject(invalid(grown));
    const cut = /^t\.csv: 5 rows; expected 6, as when it was read before/;
    await expect(prepareSources(changing(rows(6), rows(6), rows(6), rows(5)))).rejects.toMatchObject(invalid(cut));
    const gap = rows(6).replace("25", "");
    const lacking = /^t\.csv: row 6 lacks a value; expected it, as when it was read before/;
    const versions = changing(rows(6), rows(6), rows(6), rows(6), gap);
    await expect(prepareSources(versions, { missing: "drop" })).rejects.toMatchObject(invalid(lacking));
  });

  it("are closed after each reading", async () => {
    let open = 0;
    const counted = (): Source => {
      async function* bytes() {
        open++;
        try {
          for (let r = 0; r < 100; r++) yield new TextEncoder().encode(`${r},${r % 2 ? "a" : "b"}\n`);
        } finally {
          open--;
        }
      }
      return { name: "t.csv", bytes: bytes() };
    };
    await prepareSources(counted);
    expect(open).toBe(0);
  });
});
