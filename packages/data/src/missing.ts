import { DeltaruleError } from "@deltarule/core";
import { type RoleOptions, rolesOf } from "./column-options.ts";
import { type MissingPolicy, missingPolicies } from "./encoding.ts";
import type { Column, Table, Values } from "./table.ts";

export interface MissingOptions extends RoleOptions {
  /** `refuse` by default. */
  readonly missing?: MissingPolicy | undefined;
}

/** Whether a column has no value in row r. */
export const lacks = (values: Values, r: number): boolean =>
  Number.isNaN(values.number(r)) && values.text(r) === undefined;

/** Those of some rows that have a value in a column. */
export const rowsWith = (column: Column, rows: Uint32Array): Uint32Array =>
  column.missing === 0 ? rows : rows.filter((r) => !lacks(column, r));

/**
 * The indices of the rows that a policy leaves to work with: all of them, or those without a missing value (`drop`), or those
 * with a target (`mean`). What an ignored column lacks doesn't count.
 * @throws DATA_INVALID: `refuse` and a value is missing, with the count and the first place of each column; no row is left ·
 * OPTION_INVALID: the target, the columns, the policy
 */
export function usableRows(table: Table, options: MissingOptions = {}): Uint32Array {
  const policy = checkPolicy(options.missing ?? "refuse");
  const { inputs, target } = rolesOf(table, options);
  const used = [...inputs, target].sort((a, b) => a - b);
  if (policy === "refuse") refuse(table, used);
  const looked = (policy === "drop" ? used : [target]).map((c) => table.values[c]!);
  const usable = looked.reduce((rows, column) => rowsWith(column, rows), allRows(table));
  if (usable.length > 0) return usable;
  const what = policy === "drop" ? "a missing value" : `no ${table.columns[target]}`;
  throw new DeltaruleError("DATA_INVALID", `${table.name}: every row has ${what}, so none is left to learn from`);
}

export const allRows = ({ rows }: Table): Uint32Array => new Uint32Array(rows.length).map((_, r) => r);

function checkPolicy(policy: MissingPolicy): MissingPolicy {
  if (missingPolicies.includes(policy)) return policy;
  throw new DeltaruleError("OPTION_INVALID", `missing: ${policy}; expected ${missingPolicies.join(", ")}`);
}

function refuse(table: Table, columns: readonly number[]): void {
  const rows = allRows(table);
  const gaps = columns.flatMap((c) => {
    const column = table.values[c]!;
    if (column.missing === 0) return [];
    const { unit, index } = table.rows.place(rows.find((r) => lacks(column, r))!);
    return [`${table.columns[c]} (${column.missing}, first in ${unit} ${index})`];
  });
  if (gaps.length > 0)
    throw new DeltaruleError(
      "DATA_INVALID",
      `${table.name}: values are missing in ${shortened(gaps).join(", ")}; set missing to "drop" to leave such rows out, or to "mean" to ` +
        "fill in the column's mean or most frequent category",
    );
}

const shortened = (gaps: readonly string[]) =>
  gaps.length <= 20 ? gaps : [...gaps.slice(0, 20), `… and ${gaps.length - 20} more columns`];
