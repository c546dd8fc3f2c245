import type { Values } from "./backend.ts";

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/** CRC-32 (ISO 3309, the one of gzip) of a text's UTF-8 bytes, as 8 hexadecimal digits: it finds damage, not forgery. */
export const crc32 = (text: string): string => digits(over(new TextEncoder().encode(text), START));

/** The same of numbers, as the bytes of float64: the same numbers in float32 have the same checksum. */
export function crc32OfValues(values: Values): string {
  const part = new Float64Array(4096);
  const bytes = new Uint8Array(part.buffer);
  let crc = START;
  for (let at = 0; at < values.length; at += part.length) {
    const some = values.subarray(at, at + part.length);
    part.set(some);
    crc = over(bytes.subarray(0, some.length * part.BYTES_PER_ELEMENT), crc);
  }
  return digits(crc);
}

const START = 0xffffffff;

// by index: this walks whole data sets, and an iterator would be several times slower
function over(bytes: Uint8Array, start: number): number {
  let crc = start;
  for (let at = 0; at < bytes.length; at++) crc = table[(crc ^ bytes[at]!) & 0xff]! ^ (crc >>> 8);
  return crc;
}

const digits = (crc: number) => ((crc ^ 0xffffffff) >>> 0).toString(16).padStart(8, "0");
