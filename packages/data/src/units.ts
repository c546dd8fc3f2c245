import { DeltaruleError, type Dense } from "@deltarule/core";
import type { Encoding, InputColumn, NumberColumn, Target } from "./encoding.ts";
import { listed, suggestion } from "./nearest.ts";
import { type Place, placeText, type Values } from "./table.ts";
import { labeller } from "./target-type.ts";

/** One column's part of a layer. */
export interface Units {
  readonly size: number;
  /** Writes every unit of row r from `at` on; false: the policy leaves this row out. */
  write(r: number, out: Dense["values"], at: number): boolean;
}

/** A column of one table or stream, and where its rows stand. */
export interface Cells {
  readonly values: Values;
  place(r: number): Place;
}

export type Policies = Pick<Encoding, "missing" | "unseen">;

export function inputUnits(column: InputColumn, { missing, unseen }: Policies, cells: Cells): Units {
  const lacking = (r: number) => {
    if (missing !== "refuse") return missing === "mean";
    throw fault(
      cells,
      r,
      column.name,
      'missing; expected a value, as the encoding refuses gaps: fit it with missing "drop" or "mean" to allow them',
    );
  };
  if (column.type === "number") return numberUnit(column, cells, scaled(column), column.mean, lacking);
  const { categories, mostFrequent, name } = column;
  return oneHotUnits({ labels: categories, name, noun: "category", cells, fill: mostFrequent, lacking, unseen });
}

export function targetUnits(target: Target, { missing }: Policies, cells: Cells): Units {
  const lacking = (r: number) => {
    if (missing === "refuse") throw fault(cells, r, target.name, "missing; expected a target");
    return false;
  };
  if (target.type === "number") return numberUnit(target, cells, held(target), target.min, lacking);
  const { classes, name } = target;
  const canonical = labeller(classes);
  return oneHotUnits({ labels: classes, name, noun: "class", cells, canonical, lacking, unseen: "refuse" });
}

/** Whether a missing value is filled in; false leaves its row out. */
type Lacking = (r: number) => boolean;

function numberUnit(
  { name }: { readonly name: string },
  cells: Cells,
  scale: (x: number) => number,
  fill: number,
  lacking: Lacking,
): Units {
  const { values } = cells;
  return {
    size: 1,
    write(r, out, at) {
      const x = values.number(r);
      if (Number.isNaN(x)) {
        const text = values.text(r);
        out[at] = scale(fill);
        if (text === undefined) return lacking(r);
        throw fault(
          cells,
          r,
          name,
          `"${text}"; expected a finite number with a decimal point, as in the training rows`,
        );
      }
      const a = scale(x);
      // in single precision, which is what backends compute in
      if (!Number.isFinite(Math.fround(a))) throw fault(cells, r, name, `${x}, too far from the training rows' values`);
      out[at] = a;
      return true;
    },
  };
}

// a column that was constant in training has taught the network nothing: it gives 0
function scaled(column: NumberColumn): (x: number) => number {
  if (column.scaling === "none") return (x) => x;
  if (column.scaling === "range") {
    const { min, max } = column;
    return (x) => (min === max ? 0 : (x - min) / (max - min));
  }
  const { mean, deviation } = column;
  return (x) => (deviation === 0 ? 0 : (x - mean) / deviation);
}

/** t = 0.1 + 0.8 (y − min) / (max − min), held in [0, 1], which is all that a sigmoid can give */
const held =
  ({ min, max }: { readonly min: number; readonly max: number }) =>
  (y: number) =>
    Math.min(Math.max(0.1 + (0.8 * (y - min)) / (max - min), 0), 1);

/** 1 for the unit of a row's label, 0 for the others */
function oneHotUnits(column: {
  readonly labels: readonly string[];
  readonly name: string;
  readonly noun: string;
  readonly cells: Cells;
  readonly fill?: string;
  readonly canonical?: (text: string) => string;
  readonly lacking: Lacking;
  readonly unseen: Policies["unseen"];
}): Units {
  const { labels, name, noun, cells, fill = "", canonical = (text: string) => text, lacking, unseen } = column;
  const unit = new Map(labels.map((label, k) => [label, k]));
  const size = labels.length;
  return {
    size,
    write(r, out, at) {
      const text = cells.values.text(r);
      const k = unit.get(text === undefined ? fill : canonical(text));
      out.fill(0, at, at + size);
      if (k !== undefined) out[at + k] = 1;
      if (text === undefined) return lacking(r);
      if (k === undefined && unseen === "refuse")
        throw fault(
          cells,
          r,
          name,
          `"${text}", a ${noun} that the training rows didn't have; expected one of ${listed(labels)}${suggestion(text, labels)}`,
        );
      return true;
    },
  };
}

const fault = (cells: Cells, r: number, name: string, what: string) =>
  new DeltaruleError("DATA_INVALID", `${placeText(cells.place(r))}: ${name} is ${what}`);
