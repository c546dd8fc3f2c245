import type { Values } from "./backend.ts";
import { DeltaruleError } from "./errors.ts";
import { allFinite } from "./finite.ts";

/** Rows × cols numbers in host memory, row-major. */
export interface Dense {
  readonly rows: number;
  readonly cols: number;
  readonly values: Values;
}

/** Samples, one a row: arrays of numbers, or one dense table. */
export type Samples = readonly ArrayLike<number>[] | Dense;

/** What a network learns from: row r of targets (t, n × K, each in [0, 1]) belongs to row r of inputs (a_i, n × I). */
export interface Dataset {
  readonly inputs: Samples;
  readonly targets: Samples;
}

/** A data set that has been checked, both halves dense. */
export interface DenseDataset {
  readonly inputs: Dense;
  readonly targets: Dense;
}

/**
 * Checks a data set against a network's first and last layer and makes it dense.
 * @throws DATA_INVALID naming the row and column: empty, ragged, not finite, targets outside [0, 1], other sizes than the network's
 */
export function dataset(data: Dataset, sizes: { inputs: number; outputs: number }, name = "data"): DenseDataset {
  const inputs = dense(data.inputs, sizes.inputs, `${name}.inputs`);
  const targets = dense(data.targets, sizes.outputs, `${name}.targets`);
  if (inputs.rows !== targets.rows)
    throw invalid(
      `${name}: ${inputs.rows} rows of inputs and ${targets.rows} rows of targets; expected one target a sample`,
    );
  const outside = targets.values.findIndex((t) => t < 0 || t > 1);
  if (outside >= 0)
    throw invalid(
      `${place(`${name}.targets`, outside, targets.cols)} is ${targets.values[outside]}; expected a value in [0, 1], the range of a ` +
        "sigmoid output: scale the targets, for example (t − min) / (max − min), and scale predictions back",
    );
  return { inputs, targets };
}

/**
 * Checks samples and makes them dense.
 * @throws DATA_INVALID naming the row and column: empty, ragged, not finite, not `cols` wide
 */
export function dense(samples: Samples, cols: number, name = "inputs"): Dense {
  const table = "cols" in samples ? samples : stacked(samples, cols, name);
  if (table.rows === 0) throw invalid(`${name}: no rows; expected at least one sample`);
  if (table.cols !== cols)
    throw invalid(`${name}: ${table.cols} columns; expected ${cols}, the size of the network's layer`);
  if (table.values.length !== table.rows * cols)
    throw invalid(`${name}: ${table.values.length} values; expected ${table.rows} × ${cols} = ${table.rows * cols}`);
  if (!allFinite(table.values)) {
    const bad = table.values.findIndex((x) => !Number.isFinite(x));
    throw invalid(`${place(name, bad, cols)} is ${table.values[bad]}; expected a finite number`);
  }
  return table;
}

function stacked(rows: readonly ArrayLike<number>[], cols: number, name: string): Dense {
  const values = new Float64Array(rows.length * cols);
  rows.forEach((row, r) => {
    if (row.length !== cols)
      throw invalid(`${name}: row ${r} has ${row.length} values; expected ${cols}, the size of the network's layer`);
    // holds numbers for certain
    if (row instanceof Float32Array || row instanceof Float64Array) {
      values.set(row, r * cols);
      return;
    }
    for (let c = 0; c < cols; c++) {
      const x: unknown = row[c];
      if (typeof x !== "number") throw invalid(`${name}: row ${r}, column ${c} is ${String(x)}; expected a number`);
      values[r * cols + c] = x;
    }
  });
  return { rows: rows.length, cols, values };
}

const place = (name: string, at: number, cols: number) => `${name}: row ${Math.floor(at / cols)}, column ${at % cols}`;
const invalid = (message: string) => new DeltaruleError("DATA_INVALID", message);

/** Row r, without a copy. */
export const rowOf = ({ values, cols }: Dense, r: number): Values => values.subarray(r * cols, (r + 1) * cols);

/** The rows at these indices, as a new table. */
export function rowsOf(table: Dense, indices: ArrayLike<number>): Dense {
  const values = new Float64Array(indices.length * table.cols);
  for (let r = 0; r < indices.length; r++) values.set(rowOf(table, indices[r]!), r * table.cols);
  return { rows: indices.length, cols: table.cols, values };
}

/** Whether every target names a class: one unit that is 0 or 1, or one unit of several that is 1 while the others are 0. */
export function areClasses({ cols, values }: Dense): boolean {
  if (!values.every((t) => t === 0 || t === 1)) return false;
  if (cols === 1) return true;
  for (let at = 0; at < values.length; at += cols) {
    let sum = 0;
    for (let k = 0; k < cols; k++) sum += values[at + k]!;
    if (sum !== 1) return false;
  }
  return true;
}

/** The class that a row of activations names: its largest unit, or for a single unit whether it is at least ½. */
export function classOf(row: ArrayLike<number>): number {
  if (row.length === 1) return row[0]! >= 0.5 ? 1 : 0;
  let best = 0;
  for (let k = 1; k < row.length; k++) if (row[k]! > row[best]!) best = k;
  return best;
}
