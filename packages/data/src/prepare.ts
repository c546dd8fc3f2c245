import { type EncodedDataset, encodeDataset } from "./encode.ts";
import type { Encoding } from "./encoding.ts";
import { fitEncoding } from "./fit.ts";
import { type MissingOptions, usableRows } from "./missing.ts";
import { type SplitOptions, split } from "./split.ts";
import type { Table } from "./table.ts";
import { classLabels, type TargetOptions } from "./target-type.ts";

export interface PrepareOptions extends TargetOptions, MissingOptions, Omit<SplitOptions, "labels"> {}

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
}

/**
 * From a table to data sets, in the order that keeps test rows out of what is learnt: leave out rows with missing values, split,
 * stratified if the target is classes, fit the encoding on the training rows, encode each part with it.
 * @throws DATA_INVALID, OPTION_INVALID as `usableRows`, `split`, `fitEncoding` and `encodeDataset` do
 */
export function prepare(table: Table, options: PrepareOptions = {}): Prepared {
  const usable = usableRows(table, options);
  const labels = classLabels(table, options, usable);
  const { tooFew, ...parts } = split(usable, { ...options, labels });
  const targetType = labels ? "classes" : "number";
  const encoding = fitEncoding(table, { ...options, targetType, rows: parts.training });
  return {
    encoding,
    training: encodeDataset(encoding, table, parts.training),
    validation: encodeDataset(encoding, table, parts.validation),
    test: encodeDataset(encoding, table, parts.test),
    dropped: table.rows.length - usable.length,
    tooFew,
  };
}
