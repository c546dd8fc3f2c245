import { DeltaruleError } from "@deltarule/core";
import type { Encoding } from "./encoding.ts";
import { listed } from "./nearest.ts";
import type { TableHead } from "./table.ts";

/** Where a table has an encoding's columns. */
export interface Match {
  /** One index for each of the encoding's inputs. */
  readonly inputs: readonly number[];
  /** Undefined: the table has no target column, as when predicting. */
  readonly target: number | undefined;
}

/**
 * Finds columns by name, in any order; those that the encoding doesn't know are ignored. A table without a header is matched by
 * position: it is as wide as the training table, or lacks the target.
 * @throws DATA_INVALID: an input column isn't there, or a table without a header has another width
 */
export function matchColumns(encoding: Encoding, head: TableHead): Match {
  const columns = head.header ? head.columns : trainingColumns(encoding, head);
  const indices = new Map(columns.map((name, c) => [name, c]));
  const inputs = encoding.inputs.map(({ name }) => {
    const index = indices.get(name);
    if (index !== undefined) return index;
    throw new DeltaruleError(
      "DATA_INVALID",
      `${head.name}: no column "${name}", which is an input; its columns are ${listed(columns)}`,
    );
  });
  return { inputs, target: indices.get(encoding.target.name) };
}

/** The names that the columns of a table without a header had in training. */
function trainingColumns({ columns, target }: Encoding, head: TableHead): readonly string[] {
  if (head.columns.length === columns.length) return columns;
  if (head.columns.length === columns.length - 1) return columns.filter((name) => name !== target.name);
  throw new DeltaruleError(
    "DATA_INVALID",
    `${head.name}: no header, and ${head.columns.length} columns; expected ${columns.length} as in training, or ` +
      `${columns.length - 1} without the target "${target.name}"`,
  );
}
