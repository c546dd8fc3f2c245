import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { generator, type Samples } from "@deltarule/core";
import { describe, expect, it } from "vitest";
import { prepare, prepareSources, readTable, type Source } from "../src/index.ts";
import { table } from "./tables.ts";

/** So many rows of eight measurements with four decimals, a city and a class, made while they are read. */
function measurements(rows: number, onRow: (r: number) => void = () => {}): Source {
  const random = generator(1);
  const row = () => {
    const numbers = Array.from({ length: 8 }, () => (200 * random.uniform() - 100).toFixed(4));
    return `${numbers.join(",")},city ${random.integer(50)},${random.integer(3) === 0 ? "yes" : "no"}\n`;
  };
  async function* bytes() {
    const encoder = new TextEncoder();
    yield encoder.encode("a,b,c,d,e,f,g,h,city,label\n");
    for (let r = 0; r < rows; r += 1000) {
      onRow(r);
      yield encoder.encode(Array.from({ length: 1000 }, row).join(""));
    }
  }
  return { name: "measurements", bytes: bytes() };
}

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");

/** Bytes in use, on the heap and off it, where typed arrays are. */
function held(): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

const bytesOf = (samples: Samples) => ("cols" in samples ? samples.values.byteLength : 0);

describe("a large table", () => {
  it("takes 4 bytes a number of a few decimals and one a category, whatever its text took, and is encoded in single precision", async () => {
    const empty = held();
    const small = await readTable(measurements(100_000));
    const afterSmall = held();
    const large = await readTable(measurements(300_000));
    const afterLarge = held();
    // what a column remembers of texts is the same for both
    const growth = afterLarge - afterSmall - (afterSmall - empty);
    expect(growth).toBeLessThan(1.25 * 200_000 * (8 * 4 + 2));
    expect([small, large].map(({ rows }) => rows.length)).toEqual([100_000, 300_000]);
    const { training, test } = prepare(small, { test: 0.2 });
    expect(training.inputs.values).toBeInstanceOf(Float32Array);
    expect([training.rows.length, test.rows.length, training.inputs.cols]).toEqual([80_000, 20_000, 58]);
  });

  it("is not held while it is read again and again: beside the encoded rows it takes 8 bytes a row at most", async () => {
    const rows = 150_000;
    const before = held();
    const taken: number[] = [];
    const look = (r: number) => {
      if (r === rows - 1000) taken.push(held() - before);
    };
    const { training, test } = await prepareSources(() => measurements(rows, look), { test: 0.2 });
    const encoded = [training, test].reduce((sum, { inputs, targets }) => sum + bytesOf(inputs) + bytesOf(targets), 0);
    // the head, the target, two times to fit, and to encode
    expect(taken).toHaveLength(4);
    const beside = taken.map((bytes, pass) => bytes - (pass === 3 ? encoded : 0));
    expect(Math.max(...beside)).toBeLessThan(8 * rows + 2 ** 21);
  });

  it("may have a million rows, each of which knows its line", async () => {
    async function* bytes() {
      yield new TextEncoder().encode("x,y\r\n");
      for (let r = 0; r < 1e6; r += 10_000)
        yield new TextEncoder().encode(
          Array.from({ length: 10_000 }, (_, k) => `${r + k},${(r + k) % 4 ? "a" : "b"}\r\n`).join(""),
        );
    }
    const million = await readTable({ name: "million", bytes: bytes() });
    const { encoding, training, test, warnings } = prepare(million, { test: 0.25, seed: 1 });
    expect(million.rows.at(999_999)).toEqual({
      place: { file: "million", unit: "line", index: 1_000_001 },
      fields: ["999999", "a"],
    });
    expect(encoding.target).toMatchObject({ classes: ["a", "b"] });
    expect([training.rows.length, test.rows.length]).toEqual([750_000, 250_000]);
    expect(warnings).toMatchObject([{ code: "id-like", columns: ["x"] }]);
  });

  it("may have 10,000 columns", async () => {
    const names = Array.from({ length: 10_000 }, (_, c) => `x${c}`);
    const rows = Array.from({ length: 20 }, (_, r) => names.map((_, c) => (r * c) % 7).join(","));
    const { training } = prepare(await table([names.join(","), ...rows].join("\n")), { target: "x1" });
    expect([training.inputs.rows, training.inputs.cols]).toEqual([20, 9999]);
  });

  it("with a quote that is never closed is refused before all the rest is one field", async () => {
    async function* bytes() {
      yield new TextEncoder().encode('a,b\n1,2\n"3,4\n');
      const rest = new TextEncoder().encode("5,6\n".repeat(2 ** 18));
      for (;;) yield rest;
    }
    await expect(readTable({ name: "endless", bytes: bytes() })).rejects.toThrow(
      "endless, line 3: a quote is opened and not closed within 16777216 characters",
    );
  });

  it("in one line is refused before it fills memory", async () => {
    async function* bytes() {
      const rest = new TextEncoder().encode("5,".repeat(2 ** 18));
      for (;;) yield rest;
    }
    await expect(readTable({ name: "endless", bytes: bytes() })).rejects.toThrow(
      "endless, line 1: the line doesn't end",
    );
  });
});
