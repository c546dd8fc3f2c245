import { DeltaruleError } from "@deltarule/core";
import { rolesOf } from "./column-options.ts";
import type { Encoding, TargetType } from "./encoding.ts";
import { type FitOptions, fitTable } from "./fit.ts";
import { allRows, rowsWith, usableRows } from "./missing.ts";
import type { Table } from "./table.ts";
import { classLabels } from "./target-type.ts";
import { trainingWarnings, type Warning } from "./warnings.ts";

/** What is in a table, and what would be made of it, as plain data. */
export interface Inspection {
  readonly name: string;
  readonly header: boolean;
  readonly rows: number;
  /** All columns, in the table's order. */
  readonly columns: readonly ColumnInspection[];
  readonly target: TargetInspection | undefined;
  /** As fitted on all rows; undefined if it can't be, which `problem` then tells the reason of. */
  readonly encoding: Encoding | undefined;
  readonly problem: string | undefined;
  readonly warnings: readonly Warning[];
}

export interface ColumnInspection {
  readonly name: string;
  readonly role: "input" | "target" | "ignored";
  /** By its values alone: a number if all of them are. */
  readonly type: "number" | "category";
  /** Rows without a value. */
  readonly missing: number;
  /** Different values, equal numbers being one; undefined: there are too many texts to tell. */
  readonly distinct: number | undefined;
  /** Of a column of numbers with a value. */
  readonly numbers: NumbersInspection | undefined;
  /** The first few different values. */
  readonly examples: readonly string[];
}

/** In the column's units; the deviation is √(Σ (x − mean)² / n). */
export interface NumbersInspection {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly deviation: number;
}

export interface TargetInspection {
  readonly name: string;
  readonly type: TargetType;
  /** Of classes, in the order of the first row of each. */
  readonly classes: readonly { readonly label: string; readonly rows: number }[];
}

export type InspectOptions = Omit<FitOptions, "rows">;

const mostExamples = 5;

/**
 * Looks at a table without changing or refusing anything in it.
 * @throws OPTION_INVALID: the target, its type, the columns, a policy
 */
export function inspect(table: Table, options: InspectOptions = {}): Inspection {
  const roles = rolesOf(table, options);
  const inputs = new Set(roles.inputs);
  const role = (c: number) => (c === roles.target ? "target" : inputs.has(c) ? "input" : "ignored");
  const fitted = attempt(() => {
    const fit = fitTable(table, options);
    return { ...fit, warnings: trainingWarnings(table, fit, options, usableRows(table, options)) };
  });
  return {
    name: table.name,
    header: table.header,
    rows: table.rows.length,
    columns: table.columns.map((_, c) => inspectColumn(table, c, role(c))),
    target: attempt(() => inspectTarget(table, roles.target, options)).value,
    encoding: fitted.value?.encoding,
    problem: fitted.problem,
    warnings: fitted.value?.warnings ?? [],
  };
}

function attempt<T>(look: () => T): { readonly value?: T; readonly problem?: string } {
  try {
    return { value: look() };
  } catch (error) {
    if (error instanceof DeltaruleError && error.code === "DATA_INVALID") return { problem: error.message };
    throw error;
  }
}

function inspectColumn(table: Table, c: number, role: ColumnInspection["role"]): ColumnInspection {
  const values = table.values[c]!;
  const present = rowsWith(values, allRows(table));
  const numeric = present.length > 0 && present.every((r) => !Number.isNaN(values.number(r)));
  const numbers = numeric ? Float64Array.from(present, values.number) : undefined;
  const examples = new Set<string>();
  for (const r of present) if (examples.add(values.text(r)!).size === mostExamples) break;
  return {
    name: table.columns[c]!,
    role,
    type: numeric ? "number" : "category",
    missing: values.missing,
    distinct: numbers
      ? distinctNumbers(numbers)
      : values.crowded
        ? undefined
        : new Set(Array.from(present, values.text)).size,
    numbers: numbers && inspectNumbers(numbers),
    examples: [...examples],
  };
}

function distinctNumbers(numbers: Float64Array): number {
  const sorted = numbers.toSorted();
  return sorted.filter((x, i) => x !== sorted[i - 1]).length;
}

function inspectNumbers(numbers: Float64Array): NumbersInspection {
  const mean = numbers.reduce((sum, x) => sum + x / numbers.length, 0);
  const variance = numbers.reduce((sum, x) => sum + (x - mean) ** 2 / numbers.length, 0);
  return {
    min: numbers.reduce((least, x) => Math.min(least, x)),
    max: numbers.reduce((most, x) => Math.max(most, x)),
    mean,
    deviation: Math.sqrt(variance),
  };
}

function inspectTarget(table: Table, target: number, options: InspectOptions): TargetInspection {
  const name = table.columns[target]!;
  const labels = classLabels(table, options);
  if (!labels) return { name, type: "number", classes: [] };
  const counts = new Map<string, number>();
  for (const label of labels) if (label !== "") counts.set(label, (counts.get(label) ?? 0) + 1);
  return { name, type: "classes", classes: Array.from(counts, ([label, rows]) => ({ label, rows })) };
}
