import type { ColumnInspection, Encoding, Inspection } from "@deltarule/data";
import type { Paint } from "../terminal.ts";
import { inOurTerms } from "../terms.ts";
import { aligned, type Cell } from "../text/aligned.ts";
import { count, counted, plain } from "../text/numerals.ts";
import { inputText, some, targetText, unitsText } from "./encoding-text.ts";

/** A table's columns, a line each, then what is made of them and what to look at again. */
export function tableText(inspection: Inspection, paint: Paint): string[] {
  const { name, rows, columns, header, encoding, problem, warnings } = inspection;
  const named = header ? "" : ", without a header";
  return [
    `${paint.bold(name)}: ${counted(rows, "row")}, ${counted(columns.length, "column")}${named}`,
    "",
    ...aligned(columnRows(inspection, paint), (column) => column === 3 || column === 4),
    "",
    ...classLines(inspection, paint),
    encoding
      ? `Encoded as ${unitsText(encoding)}, fitted on all rows; train fits on its training rows alone`
      : paint.red(`Can't be encoded as it is: ${inOurTerms(problem ?? "")}`),
    ...warnings.map(({ message }) => paint.yellow(`Warning: ${inOurTerms(message)}`)),
  ];
}

function columnRows({ columns, target, encoding }: Inspection, paint: Paint): Cell[][] {
  const head = ["column", "role", "type", "missing", "distinct", "values", "encoding"];
  const encoded = encodings(encoding);
  const rows = columns.map((column): Cell[] => [
    { text: column.name, paint: paint.bold },
    { text: column.role },
    // a target of whole numbers may be classes, whatever its values are by themselves
    { text: column.role === "target" && target ? target.type : column.type },
    column.missing > 0 ? { text: count(column.missing), paint: paint.yellow } : { text: "·", paint: paint.dim },
    { text: column.distinct === undefined ? "many" : count(column.distinct) },
    { text: valuesText(column) },
    { text: encoded.get(column.name) ?? "–" },
  ]);
  return [head.map((text) => ({ text, paint: paint.dim })), ...rows];
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

function classLines({ target, rows }: Inspection, paint: Paint): string[] {
  if (target?.type !== "classes") return [];
  const cells = target.classes.map(({ label, rows: of }) => [
    { text: `  ${label}` },
    { text: count(of) },
    { text: `${((100 * of) / rows).toFixed(1)} %`, paint: paint.dim },
  ]);
  return [`Classes of ${target.name}`, ...aligned(cells, (column) => column > 0), ""];
}
