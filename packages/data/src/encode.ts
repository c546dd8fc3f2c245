import { DeltaruleError, type Dense } from "@deltarule/core";
import { currentRow } from "./current-row.ts";
import { type Encoding, inputSize, outputSize } from "./encoding.ts";
import { matchColumns } from "./match.ts";
import { allRows } from "./missing.ts";
import type { Place, Row, Table, TableHead, Values } from "./table.ts";
import { inputUnits, targetUnits, type Units } from "./units.ts";

/** Encodes one row at a time, into `out` if it is given. Undefined: the policy for missing values leaves this row out. */
export interface RowEncoder {
  /**
   * a_i, one an input unit.
   * @throws DATA_INVALID with place and column: missing, not a number, a category that training didn't have
   */
  inputs(row: Row, out?: Float64Array): Float64Array | undefined;
  /**
   * t_k, one an output unit, in [0, 1].
   * @throws DATA_INVALID with place and column: missing, not a number, a class that training didn't have, no target column
   */
  targets(row: Row, out?: Float64Array): Float64Array | undefined;
}

/** Encoded rows, one a row of `inputs` (rows.length × I). */
export interface EncodedInputs {
  /** Which rows of the table they are: without those that the policy for missing values leaves out. */
  readonly rows: Uint32Array;
  /** In single precision. */
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
  const { set, values, place } = currentRow();
  const { inputs, targets } = layersOf(encoding, head, values, place);
  const [ins, outs] = [inputSize(encoding), outputSize(encoding)];
  const encode = (layer: readonly Units[], row: Row, out: Float64Array) => {
    set(row);
    return writeAll(layer, 0, out, 0) ? out : undefined;
  };
  return {
    inputs: (row, out = new Float64Array(ins)) => encode(inputs, row, out),
    targets: (row, out = new Float64Array(outs)) => encode(targets(), row, out),
  };
}

/**
 * The inputs of a table's rows: all of them, or those at `rows`.
 * @throws DATA_INVALID as `rowEncoder` and its `inputs` do, or more values than memory has room for
 */
export function encodeInputs(
  encoding: Encoding,
  table: Table,
  rows: ArrayLike<number> = allRows(table),
): EncodedInputs {
  const { inputs } = layersOf(encoding, table, (c) => table.values[c]!, table.rows.place);
  const { kept, layers } = stack(table, rows, [{ units: inputs, cols: inputSize(encoding) }]);
  return { rows: kept, inputs: layers[0]! };
}

/**
 * The inputs and targets of a table's rows: all of them, or those at `rows`.
 * @throws DATA_INVALID as `rowEncoder`, its `inputs` and its `targets` do, or more values than memory has room for
 */
export function encodeDataset(
  encoding: Encoding,
  table: Table,
  rows: ArrayLike<number> = allRows(table),
): EncodedDataset {
  const { inputs, targets } = layersOf(encoding, table, (c) => table.values[c]!, table.rows.place);
  const { kept, layers } = stack(table, rows, [
    { units: targets(), cols: outputSize(encoding) },
    { units: inputs, cols: inputSize(encoding) },
  ]);
  return { rows: kept, inputs: layers[1]!, targets: layers[0]! };
}

/** The units of both layers over the columns of one table or stream. */
export interface Layers {
  readonly inputs: readonly Units[];
  /** @throws DATA_INVALID: no target column */
  targets(): readonly Units[];
}

export function layersOf(
  encoding: Encoding,
  head: TableHead,
  values: (c: number) => Values,
  place: (r: number) => Place,
): Layers {
  const match = matchColumns(encoding, head);
  const cells = (c: number) => ({ values: values(c), place });
  const { target } = encoding;
  return {
    inputs: encoding.inputs.map((column, i) => inputUnits(column, encoding, cells(match.inputs[i]!))),
    targets() {
      if (match.target !== undefined) return [targetUnits(target, encoding, cells(match.target))];
      throw new DeltaruleError("DATA_INVALID", `${head.name}: no column "${target.name}", which is the target`);
    },
  };
}

/** Writes a layer's columns one after the other; false as soon as one leaves the row out. */
export function writeAll(layer: readonly Units[], r: number, out: Dense["values"], from: number): boolean {
  let at = from;
  for (const { size, write } of layer) {
    if (!write(r, out, at)) return false;
    at += size;
  }
  return true;
}

/** The encoded rows on top of each other, without those that a layer leaves out. */
function stack(
  table: Table,
  rows: ArrayLike<number>,
  layers: readonly { readonly units: readonly Units[]; readonly cols: number }[],
) {
  const values = layers.map(({ cols }) => allocate(table.name, rows.length, cols));
  let count = 0;
  const kept = Uint32Array.from(rows).filter((r) => {
    const written = layers.every(({ units, cols }, l) => writeAll(units, r, values[l]!, count * cols));
    if (written) count++;
    return written;
  });
  const dense = layers.map(
    ({ cols }, l): Dense => ({ rows: count, cols, values: values[l]!.subarray(0, count * cols) }),
  );
  return { kept, layers: dense };
}

/** @throws DATA_INVALID: more values than memory has room for */
export function allocate(name: string, rows: number, cols: number): Float32Array {
  try {
    return new Float32Array(rows * cols);
  } catch (cause) {
    throw new DeltaruleError(
      "DATA_INVALID",
      `${name}: ${rows} rows of ${cols} units don't fit in memory; ignore columns with many categories, or take fewer rows`,
      { cause },
    );
  }
}
