import { DeltaruleError, type Samples } from "@deltarule/core";
import { decodeClass, decodeNumber, outputRows } from "./decode.ts";
import type { Encoding } from "./encoding.ts";
import { matchColumns } from "./match.ts";
import { accuracy, confusionMatrix, rmse, rSquared } from "./measures.ts";
import type { Table } from "./table.ts";
import { labeller } from "./target-type.ts";

/** How well predictions fit a table's own targets. */
export type Score = ClassScore | NumberScore;

export interface ClassScore {
  readonly type: "classes";
  /** The share that is right, in [0, 1]. */
  readonly accuracy: number;
  /** Counts: a row an actual class, a column a predicted one, in the order of the encoding's classes. */
  readonly confusion: readonly (readonly number[])[];
}

export interface NumberScore {
  readonly type: "number";
  /** √(Σ (y − ŷ)² / n), in the target's units. */
  readonly rmse: number;
  /** As `rSquared` says. */
  readonly rSquared: number;
}

/**
 * Compares a network's outputs (n × K) with the targets of the n rows that they were computed from: the `rows` of
 * `encodeDataset`.
 * @throws DATA_INVALID: no rows, a class that training didn't have, no target column · SHAPE_MISMATCH: not n × K outputs ·
 * NOT_FINITE: an output
 */
export function score(encoding: Encoding, table: Table, rows: ArrayLike<number>, outputs: Samples): Score {
  const { target } = encoding;
  const column = matchColumns(encoding, table).target;
  if (column === undefined)
    throw new DeltaruleError("DATA_INVALID", `${table.name}: no column "${target.name}", which is the target`);
  const { number, text } = table.values[column]!;
  if (target.type === "number") {
    const actual = Array.from(rows, number);
    const predicted = outputRows(outputs).map((row) => decodeNumber(target, row).value);
    return { type: "number", rmse: rmse(actual, predicted), rSquared: rSquared(actual, predicted) };
  }
  const label = labeller(target.classes);
  const actual = Array.from(rows, (r) => label(text(r) ?? ""));
  const predicted = outputRows(outputs).map((row) => decodeClass(target, row).label);
  const confusion = confusionMatrix(target.classes, actual, predicted);
  return { type: "classes", accuracy: accuracy(actual, predicted), confusion };
}
