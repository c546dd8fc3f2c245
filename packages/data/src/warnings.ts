import type { FittedColumn } from "./column-fit.ts";
import { rolesOf } from "./column-options.ts";
import type { CategoryColumn, Encoding } from "./encoding.ts";
import type { Fitted } from "./fit.ts";
import { listed } from "./nearest.ts";
import { placeText, type Table } from "./table.ts";
import { type Count, tally } from "./tally.ts";
import { labeller, type TargetOptions } from "./target-type.ts";
import type { Cells } from "./units.ts";

/** Something about a table that learning goes on in spite of, but that is seldom meant. */
export interface Warning {
  /**
   * `id-like`: an input column has another value in every row (of many, in the first 100,000), as names and numbers of rows do. `constant`: an input column has one
   * value in all training rows. `single-row`: a category or class has one training row. `unseen`: a category of held-out rows
   * has no training row.
   */
  readonly code: "id-like" | "constant" | "single-row" | "unseen";
  /** The columns that it is about. */
  readonly columns: readonly string[];
  readonly message: string;
}

/** Fewer rows than this may well differ in everything. */
const fewRows = 20;

/** What a look at an encoding's training rows warns of. */
export function trainingWarnings(
  table: Table,
  { encoding, inputs }: Fitted,
  options: TargetOptions,
  rows: Uint32Array,
): Warning[] {
  const mayHaveIds = rows.length >= fewRows && !table.range;
  const names = (columns: readonly FittedColumn[]) => columns.map(({ column }) => column.name);
  return [
    ...about(
      "id-like",
      names(inputs.filter(({ distinct }) => mayHaveIds && distinct)),
      'another value in every row, as an identifier has; leave such columns out (type "ignore")',
    ),
    ...about(
      "constant",
      names(inputs.filter(({ constant }) => constant && !table.range)),
      "the same value in every training row, which teaches the network nothing",
    ),
    // of a column whose values hardly ever come twice, the warning is that
    ...inputs.flatMap(({ column, counts, distinct }) => (distinct ? [] : single(column.name, "category", counts))),
    ...classWarnings(table, encoding, options, rows),
  ];
}

function classWarnings(table: Table, { target }: Encoding, options: TargetOptions, rows: Uint32Array): Warning[] {
  if (target.type !== "classes") return [];
  const { text } = table.values[rolesOf(table, options).target]!;
  const canonical = labeller(target.classes);
  const { add, counts } = tally();
  for (const r of rows) {
    const label = text(r);
    if (label !== undefined) add(canonical(label), () => table.rows.place(r));
  }
  return single(target.name, "class", counts);
}

function about(code: Warning["code"], columns: readonly string[], what: string): Warning[] {
  return columns.length === 0 ? [] : [{ code, columns, message: `${listed(columns)}: ${what}` }];
}

function single(name: string, noun: "category" | "class", counts: ReadonlyMap<string, Count>): Warning[] {
  const once = [...counts].filter(([, { rows }]) => rows === 1);
  const [first] = once;
  if (!first) return [];
  const what =
    once.length === 1
      ? `the ${noun} ${listed([first[0]])} has`
      : `${once.length} of ${counts.size} ${noun === "class" ? "classes" : "categories"} have`;
  const message = `${name}: ${what} a single training row (${placeText(first[1].first)}), too little to learn from`;
  return [{ code: "single-row", columns: [name], message }];
}

/** Looks for categories of held-out rows that no training row has, if they become zeros. */
export interface UnseenLook {
  add(r: number): void;
  warnings(): Warning[];
}

export function lookForUnseen({ name, categories }: CategoryColumn, { values, place }: Cells): UnseenLook {
  const known = new Set(categories);
  let rows = 0;
  let first: string | undefined;
  return {
    add(r) {
      const text = values.text(r);
      if (text === undefined || known.has(text)) return;
      rows++;
      first ??= `"${text}" (${placeText(place(r))})`;
    },
    warnings() {
      if (first === undefined) return [];
      const message = `${name}: ${rows} of the held-out rows have a category that no training row has, first ${first}; all units of ${name} are 0 there`;
      return [{ code: "unseen", columns: [name], message }];
    },
  };
}
