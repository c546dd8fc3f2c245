import { DeltaruleError } from "@deltarule/core";
import { isMissing, isNearNumber, isNumber, numberIn } from "./cell.ts";
import { type ColumnReference, columnIndex } from "./columns.ts";
import type { TargetType } from "./encoding.ts";
import type { Row, Table } from "./table.ts";

const mostClasses = 20;
const rowsAClass = 5;
/** Fewer rows than this can't have five a class; two a class will do. */
const fewRows = 20;

/**
 * What a target column holds. Text is classes. Numbers are classes if they are integers, 20 different ones at most, and each
 * stands for 5 rows or more on average (2 in a table of fewer than 20 rows); otherwise they are numbers.
 */
export function inferTargetType(values: readonly string[]): TargetType {
  if (!values.every(isNumber)) return "classes";
  const distinct = new Set(values.map(numberIn));
  if (distinct.size > mostClasses || ![...distinct].every(Number.isInteger)) return "number";
  return values.length / distinct.size >= (values.length < fewRows ? 2 : rowsAClass) ? "classes" : "number";
}

export interface TargetOptions {
  /** The last column by default. */
  readonly target?: ColumnReference | undefined;
  /** By default inferred from the values. */
  readonly targetType?: TargetType | undefined;
}

/**
 * The class of each row of the table, by which `split` can stratify; undefined if the target is a number. Which it is, is inferred
 * from the rows at `rows` (all by default) that have a target; a missing one is the class "".
 * @throws OPTION_INVALID: the target, its type · DATA_INVALID: numbers with commas
 */
export function classLabels(table: Table, options: TargetOptions = {}, rows?: ArrayLike<number>): string[] | undefined {
  const target = columnIndex(table, options.target ?? table.columns.length, "target");
  const chosen = rows ? Array.from(rows, (r) => table.rows[r]!) : table.rows;
  const labelled = chosen.filter(({ fields }) => !isMissing(fields[target]!));
  if (targetTypeOf(table, labelled, target, options.targetType) === "number") return undefined;
  const label = labeller(labelled.map(({ fields }) => fields[target]!));
  return table.rows.map(({ fields }) => (isMissing(fields[target]!) ? "" : label(fields[target]!)));
}

/** The type that was asked for, or else the inferred one, after a look at what can't be meant. */
export function targetTypeOf(table: Table, rows: readonly Row[], column: number, asked?: TargetType): TargetType {
  if (asked !== undefined && asked !== "classes" && asked !== "number")
    throw new DeltaruleError("OPTION_INVALID", `targetType: ${String(asked)}; expected "classes" or "number"`);
  refuseNearNumbers(table, rows, column);
  return asked ?? inferTargetType(rows.map(({ fields }) => fields[column]!));
}

/** How labels are written: numbers, where all of them are, in one way ("1.0" as "1"), other text as it stands. */
export function labeller(labels: readonly string[]): (label: string) => string {
  const numeric = labels.every(isNumber);
  return (label) => (numeric && isNumber(label) ? String(numberIn(label)) : label.trim());
}

/** A column of numbers written with commas, or with infinite ones among them, would pass for one of categories. */
export function refuseNearNumbers(table: Table, rows: readonly Row[], column: number): void {
  let near: Row | undefined;
  for (const row of rows) {
    const field = row.fields[column]!;
    if (isMissing(field) || isNumber(field)) continue;
    if (!isNearNumber(field)) return;
    near ??= row;
  }
  if (near)
    throw new DeltaruleError(
      "DATA_INVALID",
      `${table.name}, line ${near.line}: ${table.columns[column]} is "${near.fields[column]}" in a column of numbers; expected a finite ` +
        "number with a decimal point and no commas, such as 1234.5",
    );
}
