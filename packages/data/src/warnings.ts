import { rolesOf } from "./column-options.ts";
import type { Encoding, InputColumn } from "./encoding.ts";
import { listed } from "./nearest.ts";
import { placeText, type Table } from "./table.ts";
import { labeller, type TargetOptions } from "./target-type.ts";

/** Something about a table that learning goes on in spite of, but that is seldom meant. */
export interface Warning {
  /**
   * `id-like`: an input column has another value in every row, as names and numbers of rows do. `constant`: an input column has one
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
  encoding: Encoding,
  options: TargetOptions,
  rows: Uint32Array,
): Warning[] {
  const { inputs, target } = rolesOf(table, options);
  const idLike = inputs.filter((c, i) => isIdLike(table, c, encoding.inputs[i]!, rows));
  const constant = table.range
    ? []
    : encoding.inputs.filter((column, i) => isConstant(table, column, inputs[i]!, rows));
  const singles = encoding.inputs.flatMap((column, i) =>
    column.type === "category" ? single(table, inputs[i]!, column.name, "category", rows) : [],
  );
  const classes = encoding.target.type === "classes" ? encoding.target.classes : undefined;
  return [
    ...about(
      "id-like",
      idLike.map((c) => table.columns[c]!),
      'another value in every row, as an identifier has; leave such columns out (type "ignore")',
    ),
    ...about(
      "constant",
      constant.map(({ name }) => name),
      "the same value in every training row, which teaches the network nothing",
    ),
    ...singles,
    ...(classes ? single(table, target, encoding.target.name, "class", rows, labeller(classes)) : []),
  ];
}

/** What a look at held-out rows warns of, if their categories that training didn't have become zeros. */
export function heldOutWarnings(
  table: Table,
  encoding: Encoding,
  options: TargetOptions,
  rows: Uint32Array,
): Warning[] {
  const { inputs } = rolesOf(table, options);
  return encoding.inputs.flatMap((column, i): Warning[] => {
    if (column.type !== "category") return [];
    const known = new Set(column.categories);
    const { text } = table.values[inputs[i]!]!;
    const unseen = rows.filter((r) => {
      const value = text(r);
      return value !== undefined && !known.has(value);
    });
    if (unseen.length === 0) return [];
    const [first] = unseen;
    const place = placeText(table.rows.place(first!));
    const message = `${column.name}: ${unseen.length} of the held-out rows have a category that no training row has, first "${text(first!)}" (${place}); all units of ${column.name} are 0 there`;
    return [{ code: "unseen", columns: [column.name], message }];
  });
}

function about(code: Warning["code"], columns: readonly string[], what: string): Warning[] {
  return columns.length === 0 ? [] : [{ code, columns, message: `${listed(columns)}: ${what}` }];
}

function isConstant(table: Table, column: InputColumn, c: number, rows: Uint32Array): boolean {
  if (column.type === "category") return column.categories.length === 1;
  if (column.scaling === "standardise") return column.deviation === 0;
  const { number } = table.values[c]!;
  return rows.every((r) => Number.isNaN(number(r)) || number(r) === column.mean);
}

/** Integers or text: measurements in fractions may all differ and mean something. */
function isIdLike(table: Table, c: number, column: InputColumn, rows: Uint32Array): boolean {
  if (rows.length < fewRows || table.range) return false;
  if (column.type === "category") return column.categories.length === rows.length;
  const { number } = table.values[c]!;
  if (!rows.every((r) => Number.isInteger(number(r)))) return false;
  const sorted = Float64Array.from(rows, number).sort();
  return sorted.every((x, i) => x !== sorted[i - 1]);
}

function single(
  table: Table,
  c: number,
  name: string,
  noun: "category" | "class",
  rows: Uint32Array,
  canonical = (text: string) => text,
): Warning[] {
  const { text } = table.values[c]!;
  const firsts = new Map<string, number>();
  const repeated = new Set<string>();
  for (const r of rows) {
    const value = text(r);
    if (value === undefined) continue;
    const label = canonical(value);
    if (firsts.has(label)) repeated.add(label);
    else firsts.set(label, r);
  }
  const once = [...firsts].filter(([label]) => !repeated.has(label));
  // of a column whose values hardly ever come twice, the warning is that
  if (once.length === 0 || (noun === "category" && once.length === rows.length)) return [];
  const labels = once.map(([label]) => label).sort();
  const place = placeText(table.rows.place(once[0]![1]));
  const what =
    once.length === 1
      ? `the ${noun} ${listed(labels)} has`
      : `${once.length} of ${firsts.size} ${noun === "class" ? "classes" : "categories"} have`;
  return [
    {
      code: "single-row",
      columns: [name],
      message: `${name}: ${what} a single training row (${place}), too little to learn from`,
    },
  ];
}
