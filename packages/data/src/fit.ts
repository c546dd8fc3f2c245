import { DeltaruleError } from "@deltarule/core";
import { isMissing, isNumber, numberIn } from "./cell.ts";
import { columnIndex } from "./columns.ts";
import type { CategoryColumn, Encoding, InputColumn, NumberColumn, Target } from "./encoding.ts";
import { type MissingOptions, usableRows } from "./missing.ts";
import type { Row, Table } from "./table.ts";
import { labeller, refuseNearNumbers, type TargetOptions, targetTypeOf } from "./target-type.ts";

export interface FitOptions extends TargetOptions, MissingOptions {
  /** The indices of the training rows; all rows by default. No other row has a say, except that `refuse` looks at them all. */
  readonly rows?: ArrayLike<number> | undefined;
}

/**
 * Fits an encoding on a table's training rows. An input column of numbers only is a number, any other a category.
 * @throws DATA_INVALID: missing values under `refuse`, no input column, a column without values, fewer than two classes or
 * target values, numbers with commas or too large · OPTION_INVALID: the target, its type, the policy
 */
export function fitEncoding(table: Table, options: FitOptions = {}): Encoding {
  const { name, columns } = table;
  const target = columnIndex(table, options.target ?? columns.length, "target");
  if (columns.length < 2) throw invalid(`${name}: 1 column; expected the target and at least one input column`);
  const usable = usableRows(table, options);
  const chosen = options.rows && new Set(Array.from(options.rows));
  const rows = Array.from(chosen ? usable.filter((r) => chosen.has(r)) : usable, (r) => table.rows[r]!);
  if (rows.length === 0) throw invalid(`${name}: no training rows to fit an encoding on`);
  const inputs = columns.flatMap((_, c) => (c === target ? [] : [fitInput(table, rows, c)]));
  return { columns, inputs, target: fitTarget(table, rows, target, options), missing: options.missing ?? "refuse" };
}

function fitInput(table: Table, rows: readonly Row[], column: number): InputColumn {
  refuseNearNumbers(table, rows, column);
  const name = table.columns[column]!;
  const values = rows.map(({ fields }) => fields[column]!.trim()).filter((field) => !isMissing(field));
  if (values.length === 0)
    throw invalid(`${table.name}: ${name} has no value in any training row; leave the column out`);
  return values.every(isNumber) ? fitNumber(table, name, values.map(numberIn)) : fitCategory(name, values);
}

function fitNumber(table: Table, name: string, values: readonly number[]): NumberColumn {
  // exactly: the sums of a constant column would leave rounding errors to divide by
  if (values.every((x) => x === values[0])) return { name, type: "number", mean: values[0]!, deviation: 0 };
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length);
  if (deviation > 0 && Number.isFinite(deviation)) return { name, type: "number", mean, deviation };
  throw invalid(
    `${table.name}: the values of ${name} are too large or too close together to standardise; scale the column`,
  );
}

function fitCategory(name: string, values: readonly string[]): CategoryColumn {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const categories = [...counts.keys()].sort();
  const most = Math.max(...counts.values());
  return { name, type: "category", categories, mostFrequent: categories.find((value) => counts.get(value) === most)! };
}

function fitTarget(table: Table, rows: readonly Row[], column: number, options: FitOptions): Target {
  const name = table.columns[column]!;
  const type = targetTypeOf(table, rows, column, options.targetType);
  return type === "classes" ? fitClasses(table, rows, column, name) : fitRange(table, rows, column, name);
}

function fitClasses(table: Table, rows: readonly Row[], column: number, name: string): Target {
  const labels = rows.map(({ fields }) => fields[column]!);
  const classes = [...new Set(labels.map(labeller(labels)))].sort();
  if (classes.every(isNumber)) classes.sort((a, b) => numberIn(a) - numberIn(b));
  if (classes.length > 1) return { name, type: "classes", classes };
  throw invalid(
    `${table.name}: ${name} is "${classes[0]}" in every training row; expected at least two classes to tell apart`,
  );
}

function fitRange(table: Table, rows: readonly Row[], column: number, name: string): Target {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const { line, fields } of rows) {
    const y = numberIn(fields[column]!);
    if (Number.isNaN(y))
      throw invalid(
        `${table.name}, line ${line}: ${name} is "${fields[column]}"; expected a number, as targetType is "number"`,
      );
    min = Math.min(min, y);
    max = Math.max(max, y);
  }
  if (min === max) throw invalid(`${table.name}: ${name} is ${min} in every training row; expected different values`);
  if (!Number.isFinite(max - min)) throw invalid(`${table.name}: the values of ${name} are too large to scale`);
  return { name, type: "number", min, max };
}

const invalid = (message: string) => new DeltaruleError("DATA_INVALID", message);
