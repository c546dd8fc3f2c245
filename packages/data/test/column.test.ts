import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { numberIn } from "../src/cell.ts";
import { columnBuilder, MOST_TEXTS } from "../src/column.ts";
import { pack } from "../src/packed.ts";

function column(fields: readonly (string | number)[], lacking = 0) {
  const builder = columnBuilder(lacking);
  for (const field of fields) builder.add(field);
  return builder.build();
}

describe("packed numbers", () => {
  it.each([
    [[0, 255], Uint8Array],
    [[-1, 127], Int8Array],
    [[0, 256], Uint16Array],
    [[-1, 256], Int16Array],
    [[0, 65_536], Int32Array],
    [[0.5, 1.25], Uint8Array],
    [[-0.123456, 1999.5], Int32Array],
    [[1 / 3], Float64Array],
    [[2 ** 40, Math.fround(0.1)], Float32Array],
    [[1e300], Float64Array],
  ])("%j take as few bytes as give them back", (numbers, type) => {
    const { values, divisor } = pack(numbers);
    expect(values).toBeInstanceOf(type);
    expect(Array.from(values, (value) => value / divisor)).toEqual(numbers);
  });

  it("come back to the bit, whatever they are", () => {
    const decimal = fc.tuple(fc.integer(), fc.integer({ min: 0, max: 12 })).map(([n, d]) => Number(`${n}e-${d}`));
    const any = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(fc.oneof(fc.array(decimal), fc.array(any), fc.array(fc.oneof(decimal, any))), (numbers) => {
        const { values, divisor } = pack(numbers);
        expect(numbers.every((x, i) => values[i]! / divisor === x)).toBe(true);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe("a column", () => {
  it("tells numbers, texts and what is missing apart", () => {
    const { number, text, missing, texts } = column(["1.5", "red", "", " NA ", 7, " red "]);
    expect([0, 1, 2, 3, 4, 5].map(number)).toEqual([1.5, Number.NaN, Number.NaN, Number.NaN, 7, Number.NaN]);
    expect([0, 1, 2, 3, 4, 5].map(text)).toEqual(["1.5", "red", undefined, undefined, "7", "red"]);
    expect([missing, texts]).toEqual([2, ["red"]]);
  });

  it("keeps how a number is written, so that 1.10 and 1.1 may be categories", () => {
    const fields = ["1.10", "1.1", "007", "7", "1e5", "100000", "+1", "-0", "0.0000001", "12345678901234567890"];
    const { number, text } = column(fields);
    expect(fields.map((_, r) => text(r))).toEqual(fields);
    expect(fields.map((_, r) => number(r))).toEqual(fields.map(Number));
  });

  it("keeps identifiers of more digits than a number has apart", () => {
    const fields = [
      "9999999999999999",
      "10000000000000000",
      "9007199254740993",
      "9007199254740992",
      "0.1234567890123456",
    ];
    const { text, texts } = column(fields);
    expect(fields.map((_, r) => text(r))).toEqual(fields);
    expect(texts).toEqual(["9999999999999999", "9007199254740993"]);
  });

  it("may begin later than others", () => {
    const { text, missing } = column(["x"], 5000);
    expect([missing, text(4999), text(5000)]).toEqual([5000, undefined, "x"]);
  });

  it("gives back the text of every field and the number in it, over the ends of its chunks", () => {
    const field = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
      fc.integer().map(String),
      fc.stringMatching(/^[0-9]{14,19}$/),
      fc.constantFrom("1.50", "a", "é", "1,5", "Infinity", "0x10", "00"),
    );
    fc.assert(
      fc.property(fc.array(field, { minLength: 1, maxLength: 50 }), (some) => {
        const fields = Array.from({ length: 4090 + some.length }, (_, r) => some[r % some.length]!);
        const { number, text } = column(fields);
        expect(fields.every((one, r) => text(r) === one && Object.is(number(r) + 0, numberIn(one) + 0))).toBe(true);
      }),
      { seed: 1, numRuns: 30 },
    );
  });

  it("remembers so many texts and no more, and says so", () => {
    const names = Array.from({ length: MOST_TEXTS + 1 }, (_, r) => `name ${r}`);
    expect(column(names.slice(1)).crowded).toBe(false);
    const { texts, crowded, missing } = column(names);
    expect([texts.length, crowded, missing]).toEqual([MOST_TEXTS, true, 0]);
  });

  it("of numbers in an unusual way of writing stays one of numbers, however many there are", () => {
    const fields = Array.from({ length: 10_000 }, (_, r) => `${r}.50`);
    const { number, crowded } = column(fields);
    expect(crowded).toBe(true);
    expect(fields.every((_, r) => number(r) === r + 0.5)).toBe(true);
  });
});
