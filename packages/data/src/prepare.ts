import { type EncodedDataset, encodeDataset } from "./encode.ts";
import type { Encoding } from "./encoding.ts";
import { type FitOptions, fitEncoding } from "./fit.ts";
import { usableRows } from "./missing.ts";
import { type SplitOptions, split } from "./split.ts";
import type { Table } from "./table.ts";
import { classLabels } from "./target-type.ts";
import { heldOutWarnings, trainingWarnings, type Warning } from "./warnings.ts";

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
  const usable = usableRows(table, options);
  const labels = classLabels(table, options, usable);
  const { tooFew, training, validation, test } = split(usable, { ...options, labels });
  const targetType = labels ? "classes" : "number";
  const encoding = fitEncoding(table, { ...options, targetType, rows: training });
  const lenient: Encoding = { ...encoding, unseen: options.unseen ?? "zeros" };
  return {
    encoding,
    training: encodeDataset(encoding, table, training),
    validation: encodeDataset(lenient, table, validation),
    test: encodeDataset(lenient, table, test),
    dropped: table.rows.length - usable.length,
    tooFew,
    warnings: [
      ...trainingWarnings(table, encoding, options, training),
      ...heldOutWarnings(table, encoding, options, Uint32Array.from([...validation, ...test])),
    ],
  };
}
