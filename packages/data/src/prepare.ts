import { rolesOf } from "./column-options.ts";
import { type EncodedDataset, encodeDataset } from "./encode.ts";
import type { Encoding, TargetType } from "./encoding.ts";
import { type FitOptions, fitTable } from "./fit.ts";
import { usableRows } from "./missing.ts";
import { type Split, type SplitOptions, split } from "./split.ts";
import type { Table } from "./table.ts";
import { classLabels } from "./target-type.ts";
import { lookForUnseen, trainingWarnings, type Warning } from "./warnings.ts";

/**
 * Without `unseen`, held-out rows may have a category that no training row has, which is then a warning and zeros, and the encoding
 * refuses one in any later row.
 */
export interface PrepareOptions extends Omit<FitOptions, "rows">, Omit<SplitOptions, "labels"> {}

/** A table made ready for training. */
export interface Prepared {
  readonly encoding: Encoding;
  readonly training: EncodedDataset;
  /** Without rows if no share was asked for. */
  readonly validation: EncodedDataset;
  /** Likewise. */
  readonly test: EncodedDataset;
  /** Rows left out because a value is missing. */
  readonly dropped: number;
  /** As in `Split`: all are training rows, as there are fewer than 10. */
  readonly tooFew: boolean;
  /** What is probably not meant, though nothing stands in its way. */
  readonly warnings: readonly Warning[];
}

/**
 * From a table to data sets, in the order that keeps test rows out of what is learnt: leave out rows with missing values, split,
 * stratified if the target is classes, fit the encoding on the training rows, encode each part with it.
 * @throws DATA_INVALID, OPTION_INVALID as `usableRows`, `split`, `fitEncoding` and `encodeDataset` do
 */
export function prepare(table: Table, options: PrepareOptions = {}): Prepared {
  const assigned = assignRows(table, options);
  const { training, validation, test } = assigned;
  const fitted = fitTable(table, { ...options, targetType: assigned.targetType, rows: training });
  const { encoding } = fitted;
  const lenient = forHeldOut(encoding, options);
  return {
    encoding,
    training: encodeDataset(encoding, table, training),
    validation: encodeDataset(lenient, table, validation),
    test: encodeDataset(lenient, table, test),
    dropped: table.rows.length - assigned.usable,
    tooFew: assigned.tooFew,
    warnings: [
      ...trainingWarnings(table, fitted, options, training),
      ...unseenWarnings(table, encoding, options, Uint32Array.from([...validation, ...test]).sort()),
    ],
  };
}

/** Which part each row of a table goes to, by its gaps and its target. */
export interface Assigned extends Split {
  /** How many rows the policy for missing values leaves. */
  readonly usable: number;
  readonly targetType: TargetType;
}

export function assignRows(table: Table, options: PrepareOptions): Assigned {
  const usable = usableRows(table, options);
  const labels = classLabels(table, options, usable);
  return {
    ...split(usable, { ...options, labels }),
    usable: usable.length,
    targetType: labels ? "classes" : "number",
  };
}

/** The encoding of rows that are held out: which they are is chance, so that a category may be missing in training by chance. */
export const forHeldOut = (encoding: Encoding, { unseen = "zeros" }: PrepareOptions): Encoding => ({
  ...encoding,
  unseen,
});

function unseenWarnings(table: Table, encoding: Encoding, options: PrepareOptions, rows: Uint32Array): Warning[] {
  const { inputs } = rolesOf(table, options);
  return encoding.inputs.flatMap((column, i) => {
    if (column.type !== "category") return [];
    const { add, warnings } = lookForUnseen(column, { values: table.values[inputs[i]!]!, place: table.rows.place });
    for (const r of rows) add(r);
    return warnings();
  });
}
