import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ReadOptions, readTable, type Source, streamTable, textSource } from "../src/index.ts";

const read = (csv: string, options?: ReadOptions) => readTable(textSource(csv, "t.csv"), options);
const fields = async (csv: string, options?: ReadOptions) =>
  [...(await read(csv, options)).rows].map((row) => row.fields);
const rowOf =
  (file: string) =>
  (line: number, ...fields: string[]) => ({ place: { file, unit: "line", index: line }, fields });
const row = rowOf("t.csv");
const piped = rowOf("pipe");
const bytes = (...values: number[]): Source => ({ name: "t.csv", bytes: new Blob([new Uint8Array(values)]).stream() });

describe("a CSV table", () => {
  it("has columns, rows and the line of each row", async () => {
    const { name, columns, header, rows } = await read("a,b\n1,2\n3,4\n");
    expect({ name, columns, header }).toEqual({ name: "t.csv", columns: ["a", "b"], header: true });
    expect([...rows]).toEqual([row(2, "1", "2"), row(3, "3", "4")]);
    expect([rows.length, rows.at(1), rows.place(0).index]).toEqual([2, row(3, "3", "4"), 2]);
  });

  it("may end without a line end, have a byte order mark, and end its lines in any of three ways", async () => {
    for (const csv of ["a,b\n1,2\n3,4", "\ufeffa,b\n1,2\n3,4\n", "a,b\r\n1,2\r\n3,4\r\n", "a,b\r1,2\r3,4\r"]) {
      const { columns, rows } = await read(csv);
      expect([columns, ...rows]).toEqual([["a", "b"], row(2, "1", "2"), row(3, "3", "4")]);
    }
  });

  it("loses blank lines, but not their place in the count of lines", async () => {
    const { rows } = await read("\na,b\n\n1,2\n   \n\r\n3,4\n\n");
    expect([...rows].map(({ place }) => place.index)).toEqual([4, 7]);
  });

  it("keeps a row of empty fields", async () => {
    expect(await fields('a\n""\nx\n""')).toEqual([[""], ["x"], [""]]);
    expect(await fields("a\tb\n1\t2\n\t\n")).toEqual([
      ["1", "2"],
      ["", ""],
    ]);
  });

  it("has delimiters, line ends and doubled quotes in quoted fields", async () => {
    const { rows } = await read('a,b\n"x, y","1\r\n2"\n"say ""hi""",3\n');
    expect([...rows]).toEqual([row(2, "x, y", "1\r\n2"), row(4, 'say "hi"', "3")]);
  });

  it("has no spaces around its fields, quoted or not", async () => {
    expect(await fields('a, b\n 1 , "2" \n" x ",3\n')).toEqual([
      ["1", "2"],
      ["x", "3"],
    ]);
  });

  it("reads wherever the bytes are cut into chunks", async () => {
    const cell = fc.string({ unit: fc.constantFrom("a", "7", "é", "🙂", " ", ",", ";", '"', "\n", "\r", "\t") });
    const rows = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 6 });
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(rows, fc.constantFrom("\n", "\r\n"), fc.integer({ min: 1, max: 9 }), async (body, end, size) => {
        const csv = ["x,y,z", ...body.map((row) => row.map(quoted).join(","))].join(end);
        const all = new TextEncoder().encode(csv);
        async function* chunks() {
          for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size);
        }
        const table = await readTable({ name: "t.csv", bytes: chunks() }, { header: true, delimiter: "," });
        const expected = body.map((row) => row.map((text) => text.trim()));
        expect([...table.rows].map((row) => row.fields)).toEqual(expected);
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

describe("the delimiter", () => {
  it.each([",", ";", "\t", "|"])("is found: %j", async (delimiter) => {
    const csv = [`x${delimiter}"y, z"`, `1${delimiter}2`, `3${delimiter}4`].join("\n");
    expect((await read(csv)).columns).toEqual(["x", "y, z"]);
  });

  it("is the semicolon where the commas are decimal ones", async () => {
    expect(await fields("a;b\n1,5;2,5\n")).toEqual([["1,5", "2,5"]]);
    expect(await fields("1,5;2,5;3\n1,5;2,5;4\n", { header: false })).toHaveLength(2);
  });

  it("is the comma where semicolons only stand in some text", async () => {
    expect(await fields("text,n\nfirst; second,1\nthird,2\n")).toEqual([
      ["first; second", "1"],
      ["third", "2"],
    ]);
  });

  it("can be given", async () => {
    expect((await read("a b\n1 2\n", { delimiter: " " })).columns).toEqual(["a", "b"]);
  });

  it("is refused if it can't delimit", async () => {
    for (const delimiter of ["", "ab", '"', "\n"])
      await expect(read("a,b\n1,2\n", { delimiter })).rejects.toMatchObject({ code: "OPTION_INVALID" });
  });
});

describe("the header", () => {
  it("is a first row without numbers, also above text alone", async () => {
    expect((await read("a,b\nx,1\n")).columns).toEqual(["a", "b"]);
    expect((await read("a,b\nx,y\n")).columns).toEqual(["a", "b"]);
  });

  it("isn't a first row with a number: the columns are then called by their place", async () => {
    const table = await read("5.1,setosa\n4.9,setosa\n");
    expect(table).toMatchObject({ columns: ["column 1", "column 2"], header: false });
    expect(table.rows).toHaveLength(2);
  });

  it("is what the option says", async () => {
    expect(await read("1999,2000\n1,2\n", { header: true })).toMatchObject({ columns: ["1999", "2000"], header: true });
    expect((await read("a,b\nx,y\n", { header: false })).rows).toHaveLength(2);
  });

  it("may leave a column without a name", async () => {
    expect((await read(",b\n1,2\n")).columns).toEqual(["column 1", "b"]);
  });
});

describe("a broken CSV table is refused with its place", () => {
  const broken: [fault: string, csv: string, message: RegExp][] = [
    ["nothing in it", "", /^t\.csv: empty/],
    ["blank lines only", "\n\n", /^t\.csv: empty/],
    ["a header only", "a,b\n", /^t\.csv: a header and nothing else/],
    ["a row too short", "a,b\n1,2\n\n3\n", /^t\.csv, line 4: 1 field; expected 2, as in line 1$/],
    ["a row too long", "a,b\n1,2,3\n", /^t\.csv, line 2: 3 fields; expected 2, as in line 1$/],
    ["a quote never closed", 'a,b\n1,2\n3,"4\n5,6\n', /^t\.csv, line 3: a quote is opened and never closed/],
    ["a quote inside a field", 'a,b\n1,2\n5" pipe,4\n', /^t\.csv, line 3: a quote inside a field/],
    ["text after a closing quote", 'a,b\n"1"2,3\n', /^t\.csv, line 2: a quote inside a field/],
    ["two columns of one name", "a,b,a\n1,2,3\n", /^t\.csv, line 1: columns 1 and 3 are both called "a"/],
  ];
  it.each(broken)("%s", async (_, csv, message) => {
    await expect(read(csv)).rejects.toMatchObject({ code: "DATA_INVALID", message: expect.stringMatching(message) });
  });

  it("bytes that aren't UTF-8", async () => {
    const latin1 = bytes(0x61, 0x0a, 0x31, 0x0a, 0xe9, 0x0a);
    await expect(readTable(latin1)).rejects.toMatchObject({
      code: "DATA_INVALID",
      message: "t.csv, line 3: not UTF-8 text; save the file as UTF-8",
    });
  });

  it("UTF-8 that ends inside a character", async () => {
    await expect(readTable(bytes(0x61, 0x0a, 0x31, 0x0a, 0xc3))).rejects.toThrow("t.csv, line 3: not UTF-8 text");
  });

  it("bytes that aren't UTF-8 after a character that two chunks share", async () => {
    async function* chunks() {
      yield Uint8Array.of(0x61, 0x0a, 0xc3);
      yield Uint8Array.of(0xa9, 0x0a, 0x62, 0x0a, 0xff, 0x0a);
    }
    await expect(readTable({ name: "t.csv", bytes: chunks() })).rejects.toThrow("t.csv, line 4: not UTF-8 text");
  });

  it("a source that fails, with its own error as the cause", async () => {
    const cause = new Error("no such file");
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield Uint8Array.of(0x61);
      throw cause;
    }
    await expect(readTable({ name: "t.csv", bytes: failing() })).rejects.toMatchObject({
      code: "DATA_INVALID",
      message: "t.csv: can't be read: no such file",
      cause,
    });
  });
});

describe("a stream of rows", () => {
  /** Lines sent one by one, and a record of which have been. */
  function pipe(...lines: string[]) {
    const sent: string[] = [];
    const state = { sent, closed: false };
    async function* chunks() {
      try {
        for (const line of lines) {
          sent.push(line);
          yield new TextEncoder().encode(line);
        }
      } finally {
        state.closed = true;
      }
    }
    return { state, source: { name: "pipe", bytes: chunks() } };
  }

  it("gives each row as soon as its line has ended", async () => {
    const { state, source } = pipe("a,b\n", "1,2\n", "3,", "4\n", "5,6\n");
    const { columns, rows } = await streamTable(source);
    expect(columns).toEqual(["a", "b"]);
    expect(state.sent).toHaveLength(1);
    const iterator = rows[Symbol.asyncIterator]();
    expect((await iterator.next()).value).toEqual(piped(2, "1", "2"));
    expect(state.sent).toHaveLength(2);
    expect((await iterator.next()).value).toEqual(piped(3, "3", "4"));
    expect(state.sent).toHaveLength(4);
  });

  it("closes its source when its reader stops early, or when the head is wrong", async () => {
    const early = pipe("a,b\n1,2\n", "3,4\n");
    for await (const _ of (await streamTable(early.source)).rows) break;
    expect(early.state.closed).toBe(true);
    const wrong = pipe("a,a\n", "1,2\n");
    await expect(streamTable(wrong.source)).rejects.toThrow("both called");
    expect(wrong.state.closed).toBe(true);
  });

  it("gives the rows before a broken one", async () => {
    const seen: string[] = [];
    const { rows } = await streamTable(textSource('a,b\n1,2\n3,4\n5" x,6\n7,8\n'));
    const reading = (async () => {
      for await (const row of rows) seen.push(row.fields.join());
    })();
    await expect(reading).rejects.toThrow("line 4");
    expect(seen).toEqual(["1,2", "3,4"]);
  });

  it("reads a ReadableStream that can't be iterated, as in some browsers, and closes it", async () => {
    let cancelled = false;
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode("a,b\n1,2\n")),
      cancel: () => {
        cancelled = true;
      },
    });
    Object.defineProperty(stream, Symbol.asyncIterator, { value: undefined });
    for await (const row of (await streamTable({ name: "s", bytes: stream })).rows) {
      expect(row.fields).toEqual(["1", "2"]);
      break;
    }
    expect(cancelled).toBe(true);
  });
});
