import { DeltaruleError } from "@deltarule/core";
import { isNearNumber } from "./cell.ts";
import type { ColumnOptions } from "./column-options.ts";
import type { CategoryColumn, InputColumn, NumberColumn } from "./encoding.ts";
import { type Place, placeText, type TableHead } from "./table.ts";
import { type Count, tally } from "./tally.ts";
import { nearNumber, tooManyTexts } from "./target-type.ts";
import type { Cells } from "./units.ts";

/** Learns an input column's encoding from its training rows, one after the other. */
export interface ColumnFit {
  add(r: number): void;
  /** Whether the rows have to be gone through once more, by `addSpread`. */
  needsSpread(): boolean;
  addSpread(r: number): void;
  /**
   * @throws DATA_INVALID: no value, text in a column of numbers, numbers with commas or too large, more categories than units make
   * sense for
   */
  build(): FittedColumn;
}

/** A column's encoding, and what else its training rows showed. */
export interface FittedColumn {
  readonly column: InputColumn;
  /** One value in all rows. */
  readonly constant: boolean;
  /** Text or an integer in each row, and no two the same; of integers the first 100,000 are looked at. */
  readonly distinct: boolean;
  /** Of categories. */
  readonly counts: ReadonlyMap<string, Count>;
}

/** What is known of a column before its rows are looked at. */
export interface KnownColumn {
  /** There is no text in it, so that its numbers needn't be counted as categories, unless that is asked for. */
  readonly plain: boolean;
  /** Some of its texts are lost. */
  readonly crowded: boolean;
}

const mostIntegers = 100_000;

export function columnFit(
  { name: file, range }: Pick<TableHead, "name" | "range">,
  name: string,
  { values, place }: Cells,
  options: ColumnOptions,
  known: KnownColumn,
): ColumnFit {
  const { type } = options;
  const scaling = options.scaling ?? (range ? "range" : "standardise");
  const texts = tally();
  const mayBeCategory = type === "category" || !known.plain;
  const numbers = { sum: 0, first: 0, min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY, constant: true };
  let integers: Set<number> | undefined = new Set();
  let squares = 0;
  let rows = 0;
  let present = 0;
  let firstText: { readonly text: string; readonly place: Place } | undefined;
  let onlyNearNumbers = true;

  const addText = (text: string, r: number) => {
    firstText ??= { text, place: place(r) };
    onlyNearNumbers &&= isNearNumber(text);
  };
  const addNumber = (x: number) => {
    // exactly: the sums of a constant column would leave rounding errors to divide by
    if (present === 1) numbers.first = x;
    if (x !== numbers.first) numbers.constant = false;
    numbers.sum += x;
    numbers.min = Math.min(numbers.min, x);
    numbers.max = Math.max(numbers.max, x);
    if (!Number.isInteger(x) || integers?.has(x)) integers = undefined;
    else if (integers && integers.size < mostIntegers) integers.add(x);
  };
  const isCategory = () => type === "category" || (type !== "number" && firstText !== undefined);
  const mean = () => (numbers.constant ? numbers.first : numbers.sum / present);
  const checkedType = () => {
    if (type !== "category" && firstText && onlyNearNumbers)
      throw nearNumber(placeText(firstText.place), name, firstText.text);
    if (present === 0)
      throw invalid(`${file}: ${name} has no value in any training row; leave the column out (type "ignore")`);
    if (type === "number" && firstText)
      throw invalid(
        `${placeText(firstText.place)}: ${name} is "${firstText.text}"; expected a number, as that is the column's type`,
      );
  };

  const buildCategory = (): CategoryColumn => {
    if (known.crowded || texts.crowded()) throw tooManyTexts(file, name);
    const categories = [...texts.counts.keys()].sort();
    const most = Math.max(...Array.from(texts.counts.values(), (count) => count.rows));
    const mostFrequent = categories.find((text) => texts.counts.get(text)?.rows === most)!;
    return { name, type: "category", categories, mostFrequent };
  };
  const buildNumber = (): NumberColumn => {
    const centre = mean();
    const column = { name, type: "number" } as const;
    const tooLarge = () =>
      invalid(`${file}: the values of ${name} are too large or too close together to scale; scale the column first`);
    if (!Number.isFinite(centre)) throw tooLarge();
    if (scaling === "none") return { ...column, scaling, mean: centre };
    if (scaling === "range") {
      const { min, max } = range ?? numbers;
      if (!Number.isFinite(max - min)) throw tooLarge();
      return { ...column, scaling, min, max, mean: centre };
    }
    const deviation = numbers.constant ? 0 : Math.sqrt(squares / present);
    if (!numbers.constant && !(deviation > 0 && Number.isFinite(deviation))) throw tooLarge();
    return { ...column, scaling, mean: centre, deviation };
  };

  return {
    add(r) {
      rows++;
      const x = values.number(r);
      const text = Number.isNaN(x) || (mayBeCategory && !texts.crowded()) ? values.text(r) : undefined;
      if (Number.isNaN(x) && text === undefined) return;
      present++;
      if (text !== undefined) texts.add(text, () => place(r));
      if (!Number.isNaN(x)) addNumber(x);
      else if (text !== undefined) addText(text, r);
    },
    needsSpread: () => !isCategory() && scaling === "standardise" && present > 0 && !numbers.constant,
    addSpread(r) {
      const x = values.number(r);
      if (!Number.isNaN(x)) squares += (x - mean()) ** 2;
    },
    build() {
      checkedType();
      const column = isCategory() ? buildCategory() : buildNumber();
      const { counts } = texts;
      return column.type === "category"
        ? { column, counts, constant: counts.size === 1, distinct: counts.size === rows }
        : {
            column,
            counts: new Map(),
            constant: numbers.constant,
            distinct: integers !== undefined && present === rows,
          };
    },
  };
}

const invalid = (message: string) => new DeltaruleError("DATA_INVALID", message);
