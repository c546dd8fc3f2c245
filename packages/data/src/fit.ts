import { DeltaruleError } from "@deltarule/core";
import { isNumber, numberIn } from "./cell.ts";
import { columnFit, type FittedColumn } from "./column-fit.ts";
import { type ColumnOptions, type Roles, rolesOf } from "./column-options.ts";
import { type Encoding, type Target, type UnseenPolicy, unseenPolicies } from "./encoding.ts";
import { type MissingOptions, usableRows } from "./missing.ts";
import { placeText, type Table, type TableHead } from "./table.ts";
import { distinctTexts, labeller, type TargetOptions, targetTypeOf } from "./target-type.ts";

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
export const fitEncoding = (table: Table, options: FitOptions = {}): Encoding => fitTable(table, options).encoding;

/** An encoding, and what else the training rows of its input columns showed. */
export interface Fitted {
  readonly encoding: Encoding;
  readonly inputs: readonly FittedColumn[];
}

export function fitTable(table: Table, options: FitOptions): Fitted {
  const roles = checkedRoles(table, options);
  const usable = usableRows(table, options);
  const rows = options.rows ? among(usable, options.rows, table.rows.length) : usable;
  if (rows.length === 0) throw invalid(`${table.name}: no training rows to fit an encoding on`);
  const inputs = roles.inputs.map((c) => fitInput(table, rows, c, roles.options(c)));
  return { encoding: encodingOf(table, inputs, rows, options), inputs };
}

/**
 * What each column is for, the policies checked as well.
 * @throws OPTION_INVALID · DATA_INVALID: no input column
 */
export function checkedRoles(head: TableHead, options: FitOptions): Roles {
  const { unseen = "refuse" } = options;
  if (!unseenPolicies.includes(unseen))
    throw new DeltaruleError("OPTION_INVALID", `unseen: ${unseen}; expected ${unseenPolicies.join(", ")}`);
  const roles = rolesOf(head, options);
  if (roles.inputs.length > 0) return roles;
  throw invalid(`${head.name}: no column besides the target; expected the target and at least one input column`);
}

/** The encoding of input columns that are fitted, and of a table's target in its training rows. */
export function encodingOf(
  table: Table,
  inputs: readonly FittedColumn[],
  rows: Uint32Array,
  options: FitOptions,
): Encoding {
  const { missing = "refuse", unseen = "refuse" } = options;
  const target = fitTarget(table, rows, rolesOf(table, options).target, options);
  return { columns: table.columns, inputs: inputs.map(({ column }) => column), target, missing, unseen };
}

function among(rows: Uint32Array, chosen: ArrayLike<number>, length: number): Uint32Array {
  const marked = new Uint8Array(length);
  for (let i = 0; i < chosen.length; i++) marked[chosen[i]!] = 1;
  return rows.filter((r) => marked[r]);
}

function fitInput(table: Table, rows: Uint32Array, c: number, options: ColumnOptions): FittedColumn {
  const values = table.values[c]!;
  const known = { plain: values.texts.length === 0, crowded: values.crowded };
  const fit = columnFit(table, table.columns[c]!, { values, place: table.rows.place }, options, known);
  for (const r of rows) fit.add(r);
  if (fit.needsSpread()) for (const r of rows) fit.addSpread(r);
  return fit.build();
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
