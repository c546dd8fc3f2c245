import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { generator } from "@deltarule/core";
import { describe, expect, it } from "vitest";
import { prepare, readTable, type Source } from "../src/index.ts";
import { table } from "./tables.ts";

/** So many rows of eight measurements with four decimals, a city and a class, made while they are read. */
function measurements(rows: number): Source {
  const random = generator(1);
  const row = () => {
    const numbers = Array.from({ length: 8 }, () => (200 * random.uniform() - 100).toFixed(4));
    return `${numbers.join(",")},city ${random.integer(50)},${random.integer(3) === 0 ? "yes" : "no"}\n`;
  };
  async function* bytes() {
    const encoder = new TextEncoder();
    yield encoder.encode("a,b,c,d,e,f,g,h,city,label\n");
    for (let r = 0; r < rows; r += 1000) yield encoder.encode(Array.from({ length: 1000 }, row).join(""));
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
