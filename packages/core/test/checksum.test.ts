import { expect, test } from "vitest";
import { crc32, crc32OfValues } from "../src/checksum.ts";

test("the check value of CRC-32, as every description of it gives it", () => {
  expect(crc32("123456789")).toBe("cbf43926");
  expect(crc32("")).toBe("00000000");
});

test("numbers have the checksum of their float64 bytes, whichever array holds them", () => {
  // these eight bytes are the digits 1 to 8
  const digits = new Float64Array(Uint8Array.from("12345678", (digit) => digit.charCodeAt(0)).buffer);
  expect(crc32OfValues(digits)).toBe(crc32("12345678"));
  expect(crc32OfValues(Float32Array.of(0.5, -2))).toBe(crc32OfValues(Float64Array.of(0.5, -2)));
});

test("any changed number changes the checksum, in a table of any size", () => {
  for (const length of [1, 4096, 4097, 10_000]) {
    const values = Float64Array.from({ length }, (_, at) => at / 7);
    const before = crc32OfValues(values);
    for (const at of [0, length >> 1, length - 1]) {
      const changed = values.slice();
      changed[at] = -1;
      expect(crc32OfValues(changed)).not.toBe(before);
    }
  }
});
