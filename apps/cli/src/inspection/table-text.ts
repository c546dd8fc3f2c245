import type { ColumnInspection, Encoding, Inspection } from "@deltarule/data";
import type { Paint } from "../terminal.ts";
import { inOurTerms } from "../terms.ts";
import { abridged } from "../text/abridged.ts";
import { aligned, type Cell } from "../text/aligned.ts";
import { count, counted, plain } from "../text/numerals.ts";
import { columnsShown } from "./columns-shown.ts";
import { inputText, some, targetText, unitsText } from "./encoding-text.ts";

export interface TableStyle {
  readonly paint: Paint;
  /** Every column of a wide table and every class of many. */
  readonly all: boolean;
}

/** A table's columns, a line each, then what is made of them and what to look at again. */
export function tableText(inspection: Inspection, { paint, all }: TableStyle): string[] {
  const { name, rows, columns, header, encoding, problem, warnings } = inspection;
  const named = header ? "" : ", without a header";
  return [
    `${paint.bold(name)}: ${counted(rows, "row")}, ${counted(columns.length, "column")}${named}`,
    "",
    ...aligned(columnRows(inspection, { paint, all }), (column) => column === 3 || column === 4),
    "",
    ...classLines(inspection, { paint, all }),
    encoding
      ? `Encoded as ${unitsText(encoding)}, fitted on all rows; train fits on its training rows alone`
      : paint.red(`Can't be encoded as it is: ${inOurTerms(problem ?? "")}`),
    ...warnings.map(({ message }) => paint.yellow(`Warning: ${inOurTerms(message)}`)),
  ];
}

function columnRows({ columns, target, encoding }: Inspection, { paint, all }: TableStyle): Cell[][] {
  const head = ["column", "role", "type", "missing", "distinct", "values", "encoding"];
  const encoded = encodings(encoding);
  const missingCell = (missing: number): Cell =>
    missing > 0 ? { text: count(missing), paint: paint.yellow } : { text: "·", paint: paint.dim };
  const columnRow = (column: ColumnInspection): Cell[] => [
    { text: column.name, paint: paint.bold },
    { text: column.role },
    // a target of whole numbers may be classes, whatever its values are by themselves
    { text: column.role === "target" && target ? target.type : column.type },
    missingCell(column.missing),
    { text: column.distinct === undefined ? "many" : count(column.distinct) },
    { text: valuesText(column) },
    { text: encoded.get(column.name) ?? "–" },
  ];
  const gapRow = (omitted: readonly ColumnInspection[]): Cell[] => [
    { text: "…" },
    { text: "" },
    { text: "" },
    missingCell(omitted.reduce((sum, { missing }) => sum + missing, 0)),
    { text: "" },
    { text: `${counted(omitted.length, "more column")}: --all`, paint: paint.dim },
  ];
  const shown = columnsShown<ColumnInspection>(all, ({ role }) => role === "target");
  return [head.map((text) => ({ text, paint: paint.dim })), ...abridged(columns, shown, columnRow, gapRow)];
}

/** By the columns' names. */
const encodings = (encoding: Encoding | undefined): Map<string, string> =>
  new Map(
    encoding && [
      ...encoding.inputs.map((column) => [column.name, inputText(column)] as const),
      [encoding.target.name, targetText(encoding.target)],
    ],
  );

function valuesText({ numbers, examples }: ColumnInspection): string {
  if (!numbers) return some(examples);
  const { min, max, mean, deviation } = numbers;
  return `${plain(min)} to ${plain(max)}, mean ${plain(mean)} ± ${plain(deviation)}`;
}

function classLines({ target, rows }: Inspection, { paint, all }: TableStyle): string[] {
  if (target?.type !== "classes") return [];
  const cells = abridged(
    target.classes,
    columnsShown(all),
    ({ label, rows: of }): Cell[] => [
      { text: `  ${label}` },
      { text: count(of) },
      { text: `${((100 * of) / rows).toFixed(1)} %`, paint: paint.dim },
    ],
    (omitted): Cell[] => [{ text: `  … ${count(omitted.length)} more: --all`, paint: paint.dim }],
  );
  return [`Classes of ${target.name}`, ...aligned(cells, (column) => column > 0), ""];
}
