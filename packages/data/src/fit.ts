import { DeltaruleError } from "@deltarule/core";
import { isNumber, numberIn } from "./cell.ts";
import { type ColumnOptions, rolesOf } from "./column-options.ts";
import {
  type CategoryColumn,
  type Encoding,
  type InputColumn,
  type NumberColumn,
  type Target,
  type UnseenPolicy,
  unseenPolicies,
} from "./encoding.ts";
import { type MissingOptions, rowsWith, usableRows } from "./missing.ts";
import { placeText, type Table } from "./table.ts";
import { distinctTexts, labeller, refuseNearNumbers, type TargetOptions, targetTypeOf } from "./target-type.ts";

export interface FitOptions extends TargetOptions, MissingOptions {
  /** The indices of the training rows; all rows by default. No other row has a say, except that `refuse` looks at them all. */
  readonly rows?: ArrayLike<number> | undefined;
  /** `refuse` by default. */
  readonly unseen?: UnseenPolicy | undefined;
}

/**
 * Fits an encoding on a table's training rows. An input column of numbers only is a number, any other a category, unless `columns` says
 * otherwise.
 * @throws DATA_INVALID: missing values under `refuse`, no input column, a column without values, fewer than two classes or
 * target values, more than 4,096 categories, numbers with commas or too large · OPTION_INVALID: the target, its type, the columns, a
 * policy
 */
export function fitEncoding(table: Table, options: FitOptions = {}): Encoding {
  const { name, columns } = table;
  const { missing = "refuse", unseen = "refuse" } = options;
  if (!unseenPolicies.includes(unseen))
    throw new DeltaruleError("OPTION_INVALID", `unseen: ${unseen}; expected ${unseenPolicies.join(", ")}`);
  const roles = rolesOf(table, options);
  if (roles.inputs.length === 0)
    throw invalid(`${name}: no column besides the target; expected the target and at least one input column`);
  const usable = usableRows(table, options);
  const rows = options.rows ? among(usable, options.rows, table.rows.length) : usable;
  if (rows.length === 0) throw invalid(`${name}: no training rows to fit an encoding on`);
  const inputs = roles.inputs.map((c) => fitInput(table, rows, c, roles.options(c)));
  return { columns, inputs, target: fitTarget(table, rows, roles.target, options), missing, unseen };
}

function among(rows: Uint32Array, chosen: ArrayLike<number>, length: number): Uint32Array {
  const marked = new Uint8Array(length);
  for (let i = 0; i < chosen.length; i++) marked[chosen[i]!] = 1;
  return rows.filter((r) => marked[r]);
}

function fitInput(table: Table, all: Uint32Array, column: number, options: ColumnOptions): InputColumn {
  const values = table.values[column]!;
  const name = table.columns[column]!;
  if (options.type !== "category") refuseNearNumbers(table, all, column);
  const rows = rowsWith(values, all);
  if (rows.length === 0)
    throw invalid(`${table.name}: ${name} has no value in any training row; leave the column out (type "ignore")`);
  const text = values.texts.length > 0 ? rows.find((r) => Number.isNaN(values.number(r))) : undefined;
  if (options.type === "number" && text !== undefined)
    throw invalid(
      `${placeText(table.rows.place(text))}: ${name} is "${values.text(text)}"; expected a number, as that is the column's type`,
    );
  return options.type === "category" || text !== undefined
    ? fitCategory(table, rows, column)
    : fitNumber(table, name, Float64Array.from(rows, values.number), options);
}

function fitNumber(table: Table, name: string, numbers: Float64Array, options: ColumnOptions): NumberColumn {
  const scaling = options.scaling ?? (table.range ? "range" : "standardise");
  const column = { name, type: "number" } as const;
  const [first = 0] = numbers;
  // exactly: the sums of a constant column would leave rounding errors to divide by
  const constant = numbers.every((x) => x === first);
  const mean = constant ? first : numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
  const tooLarge = () =>
    invalid(
      `${table.name}: the values of ${name} are too large or too close together to scale; scale the column first`,
    );
  if (!Number.isFinite(mean)) throw tooLarge();
  if (scaling === "none") return { ...column, scaling, mean };
  if (scaling === "range") {
    const { min, max } = table.range ?? { min: numbers.reduce(lesser), max: numbers.reduce(larger) };
    if (!Number.isFinite(max - min)) throw tooLarge();
    return { ...column, scaling, min, max, mean };
  }
  if (constant) return { ...column, scaling, mean, deviation: 0 };
  const deviation = Math.sqrt(numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / numbers.length);
  if (!(deviation > 0 && Number.isFinite(deviation))) throw tooLarge();
  return { ...column, scaling, mean, deviation };
}

const lesser = (a: number, b: number) => Math.min(a, b);
const larger = (a: number, b: number) => Math.max(a, b);

function fitCategory(table: Table, rows: Uint32Array, column: number): CategoryColumn {
  const { text } = table.values[column]!;
  const categories = distinctTexts(table, rows, column).sort();
  const counts = new Map<string, number>();
  for (const r of rows) counts.set(text(r)!, (counts.get(text(r)!) ?? 0) + 1);
  const most = Math.max(...counts.values());
  const mostFrequent = categories.find((value) => counts.get(value) === most)!;
  return { name: table.columns[column]!, type: "category", categories, mostFrequent };
}

function fitTarget(table: Table, rows: Uint32Array, column: number, options: FitOptions): Target {
  const name = table.columns[column]!;
  const type = targetTypeOf(table, rows, column, options.targetType);
  return type === "classes" ? fitClasses(table, rows, column, name) : fitRange(table, rows, column, name);
}

function fitClasses(table: Table, rows: Uint32Array, column: number, name: string): Target {
  const labels = distinctTexts(table, rows, column);
  const classes = [...new Set(labels.map(labeller(labels)))].sort();
  if (classes.every(isNumber)) classes.sort((a, b) => numberIn(a) - numberIn(b));
  if (classes.length > 1) return { name, type: "classes", classes };
  throw invalid(
    `${table.name}: ${name} is "${classes[0]}" in every training row; expected at least two classes to tell apart`,
  );
}

function fitRange(table: Table, rows: Uint32Array, column: number, name: string): Target {
  const { number, text } = table.values[column]!;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const r of rows) {
    const y = number(r);
    if (Number.isNaN(y))
      throw invalid(
        `${placeText(table.rows.place(r))}: ${name} is "${text(r)}"; expected a number, as targetType is "number"`,
      );
    min = Math.min(min, y);
    max = Math.max(max, y);
  }
  if (min === max) throw invalid(`${table.name}: ${name} is ${min} in every training row; expected different values`);
  if (!Number.isFinite(max - min)) throw invalid(`${table.name}: the values of ${name} are too large to scale`);
  return { name, type: "number", min, max };
}

const invalid = (message: string) => new DeltaruleError("DATA_INVALID", message);
