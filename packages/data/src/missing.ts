import { DeltaruleError } from "@deltarule/core";
import { isMissing } from "./cell.ts";
import { type ColumnReference, columnIndex } from "./columns.ts";
import { type MissingPolicy, missingPolicies } from "./encoding.ts";
import type { Table } from "./table.ts";

export interface MissingOptions {
  /** The last column by default. */
  readonly target?: ColumnReference | undefined;
  /** `refuse` by default. */
  readonly missing?: MissingPolicy | undefined;
}

/**
 * The indices of the rows that a policy leaves to work with: all of them, or those without a missing value (`drop`), or those
 * with a target (`mean`).
 * @throws DATA_INVALID: `refuse` and a value is missing, with the count and the first line of each column; no row is left ·
 * OPTION_INVALID: the target, the policy
 */
export function usableRows(table: Table, options: MissingOptions = {}): Uint32Array {
  const policy = checkPolicy(options.missing ?? "refuse");
  const target = columnIndex(table, options.target ?? table.columns.length, "target");
  if (policy === "refuse") refuse(table);
  const usable: number[] = [];
  for (const [r, { fields }] of table.rows.entries()) {
    const lacking = policy === "drop" ? fields.some(isMissing) : isMissing(fields[target]!);
    if (!lacking) usable.push(r);
  }
  if (usable.length > 0) return Uint32Array.from(usable);
  const what = policy === "drop" ? "a missing value" : `no ${table.columns[target]}`;
  throw new DeltaruleError("DATA_INVALID", `${table.name}: every row has ${what}, so none is left to learn from`);
}

function checkPolicy(policy: MissingPolicy): MissingPolicy {
  if (missingPolicies.includes(policy)) return policy;
  throw new DeltaruleError("OPTION_INVALID", `missing: ${policy}; expected ${missingPolicies.join(", ")}`);
}

function refuse({ name, columns, rows }: Table): void {
  const gaps = columns.flatMap((column, c) => {
    const lacking = rows.filter(({ fields }) => isMissing(fields[c]!));
    return lacking.length === 0 ? [] : [`${column} (${lacking.length}, first in line ${lacking[0]!.line})`];
  });
  if (gaps.length > 0)
    throw new DeltaruleError(
      "DATA_INVALID",
      `${name}: values are missing in ${gaps.join(", ")}; set missing to "drop" to leave such rows out, or to "mean" to fill in ` +
        "the column's mean or most frequent category",
    );
}
