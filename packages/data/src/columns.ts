import { DeltaruleError } from "@deltarule/core";
import { listed, suggestion } from "./nearest.ts";
import type { TableHead } from "./table.ts";

/** A column by its name or its number, from 1. A name goes first, and a number may be text: "5". */
export type ColumnReference = string | number;

/**
 * The index of a column, from 0. `option` is what messages call the reference.
 * @throws OPTION_INVALID with the columns that there are
 */
export function columnIndex({ name, columns }: TableHead, column: ColumnReference, option = "column"): number {
  const named = columns.indexOf(String(column));
  if (named >= 0) return named;
  const number = /^\d+$/.test(String(column)) ? Number(column) : 0;
  if (number >= 1 && number <= columns.length) return number - 1;
  throw new DeltaruleError(
    "OPTION_INVALID",
    `${option}: ${name} has no column ${JSON.stringify(column)}; expected one of ${listed(columns)}${suggestion(String(column), columns)}`,
  );
}
