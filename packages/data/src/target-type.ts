import { DeltaruleError } from "@deltarule/core";
import { isNearNumber, isNumber, numberIn } from "./cell.ts";
import { MOST_TEXTS } from "./column.ts";
import { type RoleOptions, rolesOf } from "./column-options.ts";
import type { TargetType } from "./encoding.ts";
import { allRows, rowsWith } from "./missing.ts";
import { placeText, type Table } from "./table.ts";

const mostClasses = 20;
const rowsAClass = 5;
/** Fewer rows than this can't have five a class; two a class will do. */
const fewRows = 20;

/**
 * What a column holds in the rows of `rows`, all of which have a value. Text is classes. Numbers are classes if they are integers, 20
 * different ones at most, and each stands for 5 rows or more on average (2 in a table of fewer than 20 rows); otherwise they are
 * numbers.
 */
function inferTargetType(table: Table, rows: Uint32Array, column: number): TargetType {
  const { number } = table.values[column]!;
  if (rows.some((r) => Number.isNaN(number(r)))) return "classes";
  const distinct = new Set<number>();
  for (const r of rows) {
    const y = number(r);
    if (!Number.isInteger(y) || distinct.add(y).size > mostClasses) return "number";
  }
  return rows.length / distinct.size >= (rows.length < fewRows ? 2 : rowsAClass) ? "classes" : "number";
}

export interface TargetOptions extends RoleOptions {
  /** By default inferred from the values. */
  readonly targetType?: TargetType | undefined;
}

/**
 * The class of each row of the table, by which `split` can stratify; undefined if the target is a number. Which it is, is inferred
 * from the rows at `rows` (all by default) that have a target; a missing one is the class "".
 * @throws OPTION_INVALID: the target, its type · DATA_INVALID: numbers with commas, more than 4,096 classes
 */
export function classLabels(table: Table, options: TargetOptions = {}, rows?: ArrayLike<number>): string[] | undefined {
  const { target } = rolesOf(table, options);
  const values = table.values[target]!;
  const labelled = rowsWith(values, rows ? Uint32Array.from(rows) : allRows(table));
  if (targetTypeOf(table, labelled, target, options.targetType) === "number") return undefined;
  const label = labeller(distinctTexts(table, labelled, target));
  return Array.from({ length: table.rows.length }, (_, r) => {
    const text = values.text(r);
    return text === undefined ? "" : label(text);
  });
}

/** The type that was asked for, or else the inferred one, after a look at what can't be meant. All of `rows` have a value. */
export function targetTypeOf(table: Table, rows: Uint32Array, column: number, asked?: TargetType): TargetType {
  if (asked !== undefined && asked !== "classes" && asked !== "number")
    throw new DeltaruleError("OPTION_INVALID", `targetType: ${String(asked)}; expected "classes" or "number"`);
  refuseNearNumbers(table, rows, column);
  return asked ?? inferTargetType(table, rows, column);
}

/** How labels are written: numbers, where all of them are, in one way ("1.0" as "1"), other text as it stands. */
export function labeller(labels: readonly string[]): (label: string) => string {
  const numeric = labels.every(isNumber);
  return (label) => (numeric && isNumber(label) ? String(numberIn(label)) : label.trim());
}

/**
 * The different values of a column as text.
 * @throws DATA_INVALID: more of them than one-hot units make sense for
 */
export function distinctTexts(table: Table, rows: Uint32Array, column: number): string[] {
  const { text, crowded } = table.values[column]!;
  const distinct = new Set<string>();
  for (const r of rows) {
    const value = text(r);
    if (value !== undefined && distinct.add(value).size > MOST_TEXTS) break;
  }
  if (!crowded && distinct.size <= MOST_TEXTS) return [...distinct];
  throw tooManyTexts(table.name, table.columns[column]!);
}

export const tooManyTexts = (file: string, column: string) =>
  new DeltaruleError(
    "DATA_INVALID",
    `${file}: ${column} has more than ${MOST_TEXTS} different values, too many for a unit each; if they are names or ` +
      'identifiers, leave the column out (type "ignore")',
  );

/** A column of numbers written with commas, or with infinite ones among them, would pass for one of categories. */
function refuseNearNumbers(table: Table, rows: Uint32Array, column: number): void {
  const values = table.values[column]!;
  if (!values.texts.some(isNearNumber)) return;
  const odd = (r: number) => Number.isNaN(values.number(r)) && values.text(r) !== undefined;
  const texts = rows.filter(odd);
  if (!texts.every((r) => isNearNumber(values.text(r)!))) return;
  const [near] = texts;
  if (near !== undefined)
    throw nearNumber(placeText(table.rows.place(near)), table.columns[column]!, values.text(near)!);
}

export const nearNumber = (place: string, column: string, text: string) =>
  new DeltaruleError(
    "DATA_INVALID",
    `${place}: ${column} is "${text}" in a column of numbers; expected a finite number with a decimal point and no commas, such as 1234.5`,
  );
