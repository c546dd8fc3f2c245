import { type Encoding, type InputColumn, matchColumns, type Row, type TableHead } from "@deltarule/data";
import { columnsShown } from "../inspection/columns-shown.ts";
import { scalingText } from "../inspection/encoding-text.ts";
import type { Paint } from "../terminal.ts";
import { abridged } from "../text/abridged.ts";
import { aligned, type Cell } from "../text/aligned.ts";
import { counted, plain } from "../text/numerals.ts";

/** The row's values and the activations that they become, a column a line. */
export function inputLines(
  encoding: Encoding,
  head: TableHead,
  row: Row,
  sample: Float64Array,
  { paint, all }: { readonly paint: Paint; readonly all: boolean },
): string[] {
  const match = matchColumns(encoding, head);
  let unit = 0;
  const rows = encoding.inputs.map((column, c): string[] => {
    const from = unit;
    unit += column.type === "number" ? 1 : column.categories.length;
    const field = String(row.fields[match.inputs[c]!]!);
    return [unitsText(from, unit), column.name, field, ...encoded(column, sample.subarray(from, unit))];
  });
  const cells = abridged(
    rows,
    columnsShown(all),
    (texts): Cell[] => texts.map((text) => ({ text })),
    (omitted): Cell[] => [
      { text: "…" },
      { text: `${counted(omitted.length, "more column")} (--all)`, paint: paint.dim },
    ],
  );
  return [paint.bold("Inputs"), ...aligned(cells).map((line) => `  ${line.trimEnd()}`), ""];
}

const unitsText = (from: number, to: number) => (to - from === 1 ? `a_${to}` : `a_${from + 1} … a_${to}`);

function encoded(column: InputColumn, activations: Float64Array): string[] {
  if (column.type === "number") return [scalingText(column), `= ${plain(activations[0]!)}`];
  const on = activations.indexOf(1);
  return ["one unit a category", on < 0 ? "all 0" : `1 for ${column.categories[on]}, 0 for the others`];
}
