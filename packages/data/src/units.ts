import { DeltaruleError } from "@deltarule/core";
import { isMissing, numberIn } from "./cell.ts";
import type { InputColumn, MissingPolicy, Target } from "./encoding.ts";
import { listed, suggestion } from "./nearest.ts";
import type { Row } from "./table.ts";
import { labeller } from "./target-type.ts";

/** One column's part of a layer. */
export interface Units {
  readonly size: number;
  /** Writes every unit; false: the policy leaves this row out. */
  write(row: Row, out: Float64Array): boolean;
}

/** Where a column stands in one table. */
export interface Place {
  readonly file: string;
  readonly index: number;
}

/** What a field becomes; it throws the fault that it is told to throw. */
type Write = (field: string, out: Float64Array, fault: (what: string) => DeltaruleError) => void;

export function inputUnits(column: InputColumn, missing: MissingPolicy, place: Place): Units {
  const [size, write, fillIn] =
    column.type === "number"
      ? [1, standardised(column), String(column.mean)]
      : [column.categories.length, oneHot(column.categories, "category"), column.mostFrequent];
  return units(size, write, column.name, place, (out, fault) => {
    if (missing === "refuse")
      throw fault(
        'missing; expected a value, as the encoding refuses gaps: fit it with missing "drop" or "mean" to allow them',
      );
    if (missing === "mean") write(fillIn, out, fault);
    return missing === "mean";
  });
}

export function targetUnits(target: Target, missing: MissingPolicy, place: Place): Units {
  const [size, write] =
    target.type === "number"
      ? [1, scaled(target)]
      : [target.classes.length, oneHot(target.classes, "class", labeller(target.classes))];
  return units(size, write, target.name, place, (_, fault) => {
    if (missing === "refuse") throw fault("missing; expected a target");
    return false;
  });
}

function units(
  size: number,
  write: Write,
  name: string,
  { file, index }: Place,
  lacking: (out: Float64Array, fault: (what: string) => DeltaruleError) => boolean,
): Units {
  return {
    size,
    write(row, out) {
      const fault = (what: string) =>
        new DeltaruleError("DATA_INVALID", `${file}, line ${row.line}: ${name} is ${what}`);
      const field = row.fields[index]!;
      if (isMissing(field)) return lacking(out, fault);
      write(field, out, fault);
      return true;
    },
  };
}

/** a = (x − mean) / deviation */
function standardised({ mean, deviation }: { mean: number; deviation: number }): Write {
  return (field, out, fault) => {
    const x = number(field, fault);
    // a column that was constant in training has taught the network nothing
    const a = deviation === 0 ? 0 : (x - mean) / deviation;
    if (!Number.isFinite(a)) throw fault(`"${field}", too far from the training rows' mean of ${mean}`);
    out[0] = a;
  };
}

/** t = 0.1 + 0.8 (y − min) / (max − min), held in [0, 1], which is all that a sigmoid can give */
function scaled({ min, max }: { min: number; max: number }): Write {
  return (field, out, fault) => {
    const t = 0.1 + (0.8 * (number(field, fault) - min)) / (max - min);
    out[0] = Math.min(Math.max(t, 0), 1);
  };
}

function number(field: string, fault: (what: string) => DeltaruleError): number {
  const x = numberIn(field);
  if (Number.isNaN(x))
    throw fault(`"${field}"; expected a finite number with a decimal point, as in the training rows`);
  return x;
}

/** 1 for the unit of this label, 0 for the others */
function oneHot(labels: readonly string[], noun: string, canonical = (field: string) => field.trim()): Write {
  const unit = new Map(labels.map((label, k) => [label, k]));
  return (field, out, fault) => {
    const k = unit.get(canonical(field));
    if (k === undefined)
      throw fault(
        `"${field}", a ${noun} that the training rows didn't have; expected one of ${listed(labels)}${suggestion(field, labels)}`,
      );
    out.fill(0);
    out[k] = 1;
  };
}
