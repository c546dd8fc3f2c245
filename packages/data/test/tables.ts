import { expect } from "vitest";
import { readTable, type Source, type Table, textSource } from "../src/index.ts";

/** A table from CSV text, called "t.csv" in messages. */
export const table = (csv: string): Promise<Table> => readTable(textSource(csv, "t.csv"));

/** Numbers like a regression data set's: rows × (2 inputs and `strength`), no two targets alike. */
export const concreteLike = (rows: number): Promise<Table> =>
  table(
    `cement,age,strength\n${Array.from({ length: rows }, (_, r) => `${100 + 7 * r},${r % 28},${20.5 + 1.25 * r}`).join("\n")}`,
  );

export const penguins = `species,island,bill,sex
Adelie,Torgersen,39.1,male
Adelie,Torgersen,NA,female
Adelie,Biscoe,40.3,NA
Gentoo,Biscoe,46.1,female
Gentoo,Biscoe,50,male
Gentoo,Biscoe,?,female
Chinstrap,Dream,46.5,female
Chinstrap,Dream,50.1,male
`;

/** A source from bytes, in chunks of `size`. */
export function bytesSource(bytes: Uint8Array, name: string, size = 65_536): Source {
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  return { name, bytes: chunks() };
}

/** An IDX file: the code of a type (8: unsigned bytes), sizes, and the bytes of the values. */
export function idx(sizes: readonly number[], values: Iterable<number>, type = 8): Uint8Array {
  const head = new DataView(new ArrayBuffer(4 + 4 * sizes.length));
  head.setUint8(2, type);
  head.setUint8(3, sizes.length);
  for (const [d, size] of sizes.entries()) head.setUint32(4 + 4 * d, size);
  return Uint8Array.from([...new Uint8Array(head.buffer), ...values]);
}

/** A table's columns, then the fields of each of its rows. */
export const contents = ({ columns, rows }: Table) => [columns, ...Array.from(rows, ({ fields }) => fields)];

export const invalid = (message: RegExp) => ({ code: "DATA_INVALID", message: expect.stringMatching(message) });
