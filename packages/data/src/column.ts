import { type Field, isMissing, numberIn } from "./cell.ts";
import { type Packed, pack } from "./packed.ts";
import type { Column } from "./table.ts";

/** Takes a column's values one by one and holds them in a few bytes each. */
export interface ColumnBuilder {
  add(field: Field): void;
  /** The column, once; nothing can be added then. */
  build(): Column;
}

/** A run of rows: their numbers and, unless all are plain numbers, what each row really holds. */
interface Chunk {
  readonly numbers: Packed;
  readonly codes: Packed | undefined;
}

const CHUNK = 4096;

/** So many different texts a column remembers: bounded memory for a column of names, and more than can sensibly be one-hot. */
export const MOST_TEXTS = 4096;

// a code is one of these, or LOST + 1 + the index of a text
const NUMBER = 0;
const MISSING = 1;
const LOST = 2;

/** A number as `String` writes it, so that its text can be left out: "5.1", but not "5.10", "05" or "9999999999999999". */
const plain = /^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/;
const isPlain = (text: string, x: number) =>
  // 15 digits always come back, unless String writes an exponent
  plain.test(text) && (text.length <= 15 ? Math.abs(x) >= 1e-6 || text === "0" : String(x) === text);

/** A column that starts with `lacking` missing values. */
export function columnBuilder(lacking = 0): ColumnBuilder {
  const texts: string[] = [];
  const textNumbers: number[] = [];
  const codeOf = new Map<string, number>();
  const chunks: Chunk[] = [];
  let numbers: number[] = [];
  let codes: number[] | undefined;
  let crowded = false;
  let missing = 0;

  const push = (x: number, code: number) => {
    if (code !== NUMBER) codes ??= numbers.map(() => NUMBER);
    if (code === MISSING) missing++;
    numbers.push(x);
    codes?.push(code);
    if (numbers.length === CHUNK) seal();
  };
  const seal = () => {
    const noNumbers = codes?.every((code) => code !== NUMBER);
    chunks.push({ numbers: pack(noNumbers ? [] : numbers), codes: codes && pack(codes) });
    numbers = [];
    codes = undefined;
  };
  const pushText = (text: string, x: number) => {
    // too many for categories: how a number is written no longer matters
    if (crowded && !Number.isNaN(x)) return push(x, NUMBER);
    const known = codeOf.get(text);
    if (known !== undefined) return push(0, known);
    if (texts.length < MOST_TEXTS) {
      const code = LOST + 1 + texts.length;
      const own = copyOf(text);
      texts.push(own);
      textNumbers.push(x);
      codeOf.set(own, code);
      return push(0, code);
    }
    crowded = true;
    return Number.isNaN(x) ? push(0, LOST) : push(x, NUMBER);
  };
  const add = (field: Field) => {
    if (typeof field === "number") return push(field, NUMBER);
    const text = field.trim();
    if (isMissing(text)) return push(0, MISSING);
    const x = numberIn(text);
    return isPlain(text, x) ? push(x, NUMBER) : pushText(text, x);
  };

  for (let r = 0; r < lacking; r++) push(0, MISSING);
  return {
    add,
    build() {
      seal();
      return { ...readers(chunks, texts, textNumbers), texts, crowded, missing };
    },
  };
}

function readers(chunks: readonly Chunk[], texts: readonly string[], textNumbers: readonly number[]) {
  const value = ({ values, divisor }: Packed, r: number) => values[r % CHUNK]! / divisor;
  const chunkOf = (r: number) => chunks[Math.floor(r / CHUNK)]!;
  return {
    number(r: number): number {
      const { numbers, codes } = chunkOf(r);
      const code = codes ? value(codes, r) : NUMBER;
      if (code === NUMBER) return value(numbers, r);
      return code > LOST ? textNumbers[code - LOST - 1]! : Number.NaN;
    },
    text(r: number): string | undefined {
      const { numbers, codes } = chunkOf(r);
      const code = codes ? value(codes, r) : NUMBER;
      if (code === NUMBER) return String(value(numbers, r));
      if (code === MISSING) return undefined;
      return code === LOST ? "(one of too many texts)" : texts[code - LOST - 1]!;
    },
  };
}

/** A part of a text keeps the whole of it in memory, which here may be a file. */
const copyOf = (text: string) => text.split("").join("");
