import { DeltaruleError } from "@deltarule/core";
import { type ColumnReference, columnIndex } from "./columns.ts";
import type { Scaling } from "./encoding.ts";
import type { TableHead } from "./table.ts";

export const columnTypes = ["number", "category", "ignore"] as const;
export type ColumnType = (typeof columnTypes)[number];
export const scalings: readonly Scaling[] = ["standardise", "range", "none"];

/** What is wanted of an input column, where its values alone would suggest something else. */
export interface ColumnOptions {
  /** By default a number if all its training values are numbers, otherwise a category. `ignore` leaves it out. */
  readonly type?: ColumnType | undefined;
  /** Of a number: `standardise` by default, or `range` where the format has a range (images). */
  readonly scaling?: Scaling | undefined;
}

/** Options by a column's name, or its number from 1. */
export type ColumnsOptions = Readonly<Record<string, ColumnOptions>>;

export interface RoleOptions {
  /** The last column by default. */
  readonly target?: ColumnReference | undefined;
  readonly columns?: ColumnsOptions | undefined;
}

/** What each column of a table is for. */
export interface Roles {
  readonly target: number;
  /** Without those that are ignored, in the table's order. */
  readonly inputs: readonly number[];
  options(column: number): ColumnOptions;
}

/** @throws OPTION_INVALID: a column that isn't there, an option that isn't known or that the target can't have */
export function rolesOf(table: TableHead, { target: reference, columns }: RoleOptions): Roles {
  const target = columnIndex(table, reference ?? table.columns.length, "target");
  const chosen = new Map<number, ColumnOptions>();
  for (const [name, options] of Object.entries(columns ?? {})) {
    const column = columnIndex(table, name, "columns");
    check(name, options);
    if (column === target)
      throw invalid(`columns: "${name}" is the target; choose its type by targetType, or another target`);
    chosen.set(column, options);
  }
  const inputs = table.columns.flatMap((_, c) => (c === target || chosen.get(c)?.type === "ignore" ? [] : [c]));
  return { target, inputs, options: (column) => chosen.get(column) ?? {} };
}

function check(name: string, options: ColumnOptions): void {
  if (typeof options !== "object" || options === null)
    throw invalid(`columns: ${String(options)} for "${name}"; expected options such as { type: "ignore" }`);
  const { type, scaling } = options;
  if (type !== undefined && !columnTypes.includes(type))
    throw invalid(`columns: type "${type}" of "${name}"; expected one of ${columnTypes.join(", ")}`);
  if (scaling !== undefined && !scalings.includes(scaling))
    throw invalid(`columns: scaling "${scaling}" of "${name}"; expected one of ${scalings.join(", ")}`);
}

const invalid = (message: string) => new DeltaruleError("OPTION_INVALID", message);
