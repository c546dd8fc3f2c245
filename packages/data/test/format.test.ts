import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { fileSource, readTable, streamTable, textSource } from "../src/index.ts";
import { bytesSource, contents, idx, invalid } from "./tables.ts";

const expected = [
  ["x", "kind"],
  ["1.5", "a"],
  ["2", "b"],
];
const written = {
  csv: "x,kind\n1.5,a\n2,b\n",
  "an array of records": '[{"x": 1.5, "kind": "a"}, {"x": 2, "kind": "b"}]',
  "an object of columns": '{"x": [1.5, 2], "kind": ["a", "b"]}',
  "an object over several lines": '{\n  "x": [1.5, 2],\n  "kind": ["a", "b"]\n}\n',
  "JSON Lines": '{"x": 1.5, "kind": "a"}\n\n{"x": 2, "kind": "b"}\n',
};

describe("the format", () => {
  it.each(Object.entries(written))("is found by the content: %s", async (_, text) => {
    expect(contents(await readTable(textSource(text, "standard input")))).toEqual(expected);
    expect(contents(await readTable(textSource(`\ufeff\r\n ${text}`, "standard input")))).toEqual(expected);
    expect(contents(await readTable(bytesSource(new TextEncoder().encode(text), "a pipe", 1)))).toEqual(expected);
  });

  it.each(Object.entries(written))("is found inside gzip, whatever the name: %s", async (_, text) => {
    expect(contents(await readTable(bytesSource(gzipSync(text), "upload")))).toEqual(expected);
  });

  it("is that of the name where that says more than the first character does", async () => {
    const brackets = "[x],{y}\n1,a\n";
    for (const source of [textSource(brackets, "t.csv"), bytesSource(gzipSync(brackets), "t.csv.gz")])
      expect((await readTable(source)).columns).toEqual(["[x]", "{y}"]);
    expect(contents(await readTable(textSource(written["JSON Lines"], "t.json")))).toEqual(expected);
    await expect(readTable(textSource("x,y\n", "t.json"))).rejects.toMatchObject(invalid(/^t\.json: not JSON/));
  });

  it("can be given", async () => {
    expect((await readTable(textSource("{a},[b]\n1,x\n"), { format: "csv" })).columns).toEqual(["{a}", "[b]"]);
    await expect(readTable(textSource("a,b\n"), { format: "jsonl" })).rejects.toMatchObject(invalid(/not JSON/));
    await expect(readTable(bytesSource(idx([1, 1], [7]), "i"), { format: "csv" })).rejects.toThrow("is not text");
    const asked = Object.assign({ format: "csv" as const }, JSON.parse('{"format": "xls"}'));
    await expect(readTable(textSource("a\n"), asked)).rejects.toMatchObject({
      code: "OPTION_INVALID",
      message: "format: xls; expected one of csv, json, jsonl, idx",
    });
  });

  it("is found without waiting for a second line", async () => {
    let asked = 0;
    async function* pipe() {
      asked = 1;
      yield new TextEncoder().encode('{"x": 1}\n');
      asked = 2;
      yield new TextEncoder().encode('{"x": 2}\n');
    }
    const { rows } = await streamTable({ name: "pipe", bytes: pipe() });
    const first = await rows[Symbol.asyncIterator]().next();
    expect([first.value?.fields, asked]).toEqual([[1], 1]);
  });

  it("of what is neither text nor anything known is refused", async () => {
    const utf16 = Uint8Array.from([..."a,b\n1,2\n"].flatMap((character) => [character.charCodeAt(0), 0]));
    await expect(readTable(bytesSource(utf16, "t.csv"))).rejects.toMatchObject(
      invalid(/^t\.csv, line 1 is not text, or is UTF-16; expected a table as UTF-8 text$/),
    );
  });
});

describe("a file of a browser", () => {
  it("is read under its own name, a blob under the one that it is given", async () => {
    const table = await readTable(fileSource(new File(["x,y\n1,a\n"], "picked.csv")));
    expect([table.name, ...contents(table)]).toEqual(["picked.csv", ["x", "y"], ["1", "a"]]);
    expect((await readTable(fileSource(new Blob(["x,y\n1,a\n"]), "dropped"))).name).toBe("dropped");
  });
});

describe("gzip", () => {
  const table = gzipSync(`x,y\n${Array.from({ length: 5000 }, (_, r) => `${Math.sin(r)},a`).join("\n")}\n`);

  it("may be cut into chunks anywhere, and come in several parts", async () => {
    expect((await readTable(bytesSource(table, "t.gz", 777))).rows).toHaveLength(5000);
    const parts = Buffer.concat([gzipSync("x,y\n1,a\n"), gzipSync("2,b\n")]);
    expect((await readTable(bytesSource(parts, "t.gz"))).rows).toHaveLength(2);
  });

  it.each([
    ["cut short", table.subarray(0, table.length - 100)],
    ["a head and nothing else", table.subarray(0, 5)],
    ["changed", Uint8Array.from(table, (byte, at) => (at === 5000 ? byte ^ 255 : byte))],
    ["with another checksum", Uint8Array.from(table, (byte, at) => (at === table.length - 6 ? byte ^ 1 : byte))],
    ["with something after it", Buffer.concat([table, Buffer.from("something")])],
  ])("that is %s is refused", async (_, bytes) => {
    await expect(readTable(bytesSource(bytes, "t.gz"))).rejects.toMatchObject(invalid(/^t\.gz: not a sound gzip file/));
  });

  it("that unpacks to hundreds of times its size is refused before it fills memory", async () => {
    const bomb = gzipSync(`x,y\n${`${"0".repeat(4000)},0\n`.repeat(2 ** 15)}`);
    await expect(readTable(bytesSource(bomb, "bomb.gz"))).rejects.toMatchObject(
      invalid(/^bomb\.gz: unpacks to more than 250 times its size/),
    );
  });

  it("that fails to be read says why", async () => {
    async function* failing() {
      yield table.subarray(0, 1000);
      throw new Error("disk on fire");
    }
    await expect(readTable({ name: "t.gz", bytes: failing() })).rejects.toMatchObject(
      invalid(/^t\.gz: can't be read: disk on fire$/),
    );
  });
});
