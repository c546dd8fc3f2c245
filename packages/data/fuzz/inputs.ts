import { gzipSync } from "node:zlib";
import { idx } from "../test/tables.ts";
import type { Draw } from "./random.ts";

/** A file as somebody might hand it over: sound, or changed in a few places. */
export interface Input {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Of images, now and then. */
  readonly labels?: Uint8Array | undefined;
}

const cells = [
  ..."0,1,2,-1,1.5,1e3,1e400,-1e400,0x10,1,5;007;1.10;NaN;NA;?;Infinity;;  ; a ;red;blue;__proto__;constructor;true".split(
    /[,;]/,
  ),
  "1,5",
  '"',
  'say "hi"',
  "a\nb",
  "\r",
  "é🙂",
  "\ud83d",
  "x".repeat(5000),
  "9".repeat(400),
];
const names = ["x", "y", "x", "__proto__", "constructor", "toString", "", " ", "7", "a,b", 'q"q', "é", "length"];

/** A file of any format; `seed`'s parity of faults is left to the draw. */
export function drawInput(random: Draw): Input {
  const { pick, chance } = random;
  const kind = pick(["csv", "csv", "json", "columns", "jsonl", "idx"]);
  const sound = kind === "idx" ? drawIdx(random) : new TextEncoder().encode(textOf(kind, random));
  const changed = chance(0.6) ? mutated(sound, random) : sound;
  const packed = chance(0.2) ? gzipSync(changed) : changed;
  const bytes = packed !== changed && chance(0.4) ? mutated(packed, random) : packed;
  const name = pick(["data", "t.csv", "t.tsv", "t.json", "t.jsonl", "t.csv.gz", "a-images-idx3-ubyte", "t.idx"]);
  return { name, bytes, labels: chance(0.2) ? mutated(idx([2], [1, 2]), random) : undefined };
}

function textOf(kind: string, random: Draw): string {
  const { pick, chance, integer, list } = random;
  const columns = list(5, () => pick(names));
  const rows = list(12, () => columns.map(() => pick(cells)));
  const value = (cell: string) =>
    chance(0.05) ? [cell] : chance(0.1) ? null : chance(0.5) && cell ? Number(cell) || cell : cell;
  const record = (row: readonly string[]) =>
    `{${columns.map((name, c) => `${JSON.stringify(name)}:${JSON.stringify(value(row[c]!))}`).join(",")}}`;
  if (kind === "json") return `[${rows.map(record).join(",")}]`;
  if (kind === "jsonl") return rows.map(record).join("\n");
  if (kind === "columns")
    return JSON.stringify(Object.fromEntries(columns.map((name, c) => [name, rows.map((row) => value(row[c]!))])));
  const delimiter = pick([",", ";", "\t", "|"]);
  const end = pick(["\n", "\r\n", "\r"]);
  const quoted = (cell: string) =>
    chance(0.1) || /[",;\t|\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  const lines = [...(chance(0.8) ? [columns] : []), ...rows].map((row) => row.map(quoted).join(delimiter));
  return `${chance(0.1) ? "\ufeff" : ""}${lines.join(end)}${"\n".repeat(integer(3))}`;
}

function drawIdx({ integer, pick, list }: Draw): Uint8Array {
  const sizes = [integer(4), ...list(2, () => integer(4))];
  const type = pick([8, 8, 8, 9, 11, 12, 13, 14]);
  const bytes = ({ 8: 1, 9: 1, 11: 2, 12: 4, 13: 4 } as Record<number, number>)[type] ?? 8;
  return idx(
    sizes,
    Array.from({ length: sizes.reduce((a, b) => a * b, bytes) }, () => integer(256)),
    type,
  );
}

const tokens = [
  '"',
  ",",
  "\n",
  "\r",
  "\0",
  "{",
  "}",
  "[",
  "]",
  ":",
  "1e999",
  "null",
  "\u2028",
  "\ufeff",
  '"__proto__":1,',
];

/** Bytes with some of them changed, taken out, doubled, put in or cut off. */
export function mutated(bytes: Uint8Array, { integer, pick, list }: Draw): Uint8Array {
  return list(3, () => pick(["flip", "cut", "insert", "double", "end"])).reduce<Uint8Array>((from, change) => {
    const at = integer(from.length + 1);
    const until = Math.min(at + integer(20), from.length);
    const spliced = (...middle: Uint8Array[]) =>
      Uint8Array.from(Buffer.concat([from.subarray(0, at), ...middle, from.subarray(until)]));
    if (change === "flip") return from.map((byte, i) => (i === at ? integer(256) : byte));
    if (change === "cut") return spliced();
    if (change === "insert")
      return Uint8Array.from(Buffer.concat([from.subarray(0, at), Buffer.from(pick(tokens)), from.subarray(at)]));
    if (change === "double") return spliced(from.subarray(at, until), from.subarray(at, until));
    return from.slice(0, at);
  }, bytes);
}
