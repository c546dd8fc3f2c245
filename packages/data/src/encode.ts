import { DeltaruleError, type Dense } from "@deltarule/core";
import { type Encoding, inputSize, outputSize } from "./encoding.ts";
import { matchColumns } from "./match.ts";
import type { Row, Table, TableHead } from "./table.ts";
import { inputUnits, targetUnits, type Units } from "./units.ts";

/** Encodes one row at a time, into `out` if it is given. Undefined: the policy for missing values leaves this row out. */
export interface RowEncoder {
  /**
   * a_i, one an input unit.
   * @throws DATA_INVALID with line and column: missing, not a number, a category that training didn't have
   */
  inputs(row: Row, out?: Float64Array): Float64Array | undefined;
  /**
   * t_k, one an output unit, in [0, 1].
   * @throws DATA_INVALID with line and column: missing, not a number, a class that training didn't have, no target column
   */
  targets(row: Row, out?: Float64Array): Float64Array | undefined;
}

/** Encoded rows, one a row of `inputs` (rows.length × I). */
export interface EncodedInputs {
  /** Which rows of the table they are: without those that the policy for missing values leaves out. */
  readonly rows: Uint32Array;
  readonly inputs: Dense;
}

/** What core's trainer learns from: row r of `targets` (rows.length × K, in [0, 1]) belongs to row r of `inputs`. */
export interface EncodedDataset extends EncodedInputs {
  readonly targets: Dense;
}

/**
 * An encoder for the rows of one table or stream. Columns are found by name, in any order, and those that the encoding doesn't
 * know are ignored. A table without a header is matched by position: it is as wide as the training table, or lacks the target.
 * @throws DATA_INVALID: an input column isn't there, or a table without a header has another width
 */
export function rowEncoder(encoding: Encoding, head: TableHead): RowEncoder {
  const { missing, target } = encoding;
  const match = matchColumns(encoding, head);
  const place = (index: number) => ({ file: head.name, index });
  const inputs = encoding.inputs.map((column, c) => inputUnits(column, missing, place(match.inputs[c]!)));
  const targets = match.target === undefined ? [] : [targetUnits(target, missing, place(match.target))];
  const [ins, outs] = [inputSize(encoding), outputSize(encoding)];
  return {
    inputs: (row, out = new Float64Array(ins)) => (writeAll(inputs, row, out) ? out : undefined),
    targets(row, out = new Float64Array(outs)) {
      if (targets.length === 0)
        throw new DeltaruleError("DATA_INVALID", `${head.name}: no column "${target.name}", which is the target`);
      return writeAll(targets, row, out) ? out : undefined;
    },
  };
}

/** Writes a layer's columns one after the other; false as soon as one leaves the row out. */
function writeAll(layer: readonly Units[], row: Row, out: Float64Array): boolean {
  let at = 0;
  for (const { size, write } of layer) {
    if (!write(row, out.subarray(at, at + size))) return false;
    at += size;
  }
  return true;
}

/**
 * The inputs of a table's rows: all of them, or those at `rows`.
 * @throws DATA_INVALID as `rowEncoder` and its `inputs` do
 */
export function encodeInputs(encoding: Encoding, table: Table, rows?: ArrayLike<number>): EncodedInputs {
  const encoder = rowEncoder(encoding, table);
  const { kept, dense } = stack(table, rows ?? allRows(table), inputSize(encoding), encoder.inputs);
  return { rows: kept, inputs: dense };
}

/**
 * The inputs and targets of a table's rows: all of them, or those at `rows`.
 * @throws DATA_INVALID as `rowEncoder`, its `inputs` and its `targets` do
 */
export function encodeDataset(encoding: Encoding, table: Table, rows?: ArrayLike<number>): EncodedDataset {
  const encoder = rowEncoder(encoding, table);
  const targetsOf = (some: ArrayLike<number>) => stack(table, some, outputSize(encoding), encoder.targets);
  const { kept: labelled } = targetsOf(rows ?? allRows(table));
  const { kept, dense: inputs } = stack(table, labelled, inputSize(encoding), encoder.inputs);
  return { rows: kept, inputs, targets: targetsOf(kept).dense };
}

const allRows = ({ rows }: Table) => Uint32Array.from(rows.keys());

/** The encoded rows on top of each other, without those that the encoder leaves out. */
function stack(table: Table, rows: ArrayLike<number>, cols: number, encode: RowEncoder["inputs"]) {
  const values = new Float64Array(rows.length * cols);
  let count = 0;
  const kept = Uint32Array.from(rows).filter((r) => {
    const written = encode(table.rows[r]!, values.subarray(count * cols, (count + 1) * cols));
    if (written) count++;
    return written !== undefined;
  });
  const dense: Dense = { rows: count, cols, values: values.subarray(0, count * cols) };
  return { kept, dense };
}
