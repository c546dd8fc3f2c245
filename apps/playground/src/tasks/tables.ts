import { type Encoding, openSample, prepare, readTable, type Table } from "@deltarule/data";
import type { Task } from "./task.ts";

/** What a page may choose about a table. */
export interface TableChoice {
  readonly target?: string | undefined;
  readonly ignored?: readonly string[] | undefined;
}

// the split is the page's own and the same for every seed, so that runs can be compared
const SPLIT = { validation: 0.2, test: 0, seed: 1 };

/** A name for each input unit, as `encodeInputs` orders them. */
const inputNames = ({ inputs }: Encoding): string[] =>
  inputs.flatMap((column) =>
    column.type === "number" ? [column.name] : column.categories.map((category) => `${column.name} = ${category}`),
  );

/**
 * A table as a task: a fifth of its rows is held out to validate, stratified by class.
 * @throws DATA_INVALID, OPTION_INVALID as `prepare` does
 */
export function tableTask(
  table: Table,
  about: { readonly name: string; readonly title: string },
  { target, ignored = [] }: TableChoice = {},
): Task {
  const columns = Object.fromEntries(ignored.map((column) => [column, { type: "ignore" as const }]));
  const missing = "drop";
  const prepared = prepare(table, { ...SPLIT, missing, target, columns });
  const { encoding, training, validation, dropped, tooFew, warnings } = prepared;
  const { target: output } = encoding;
  return {
    ...about,
    inputs: inputNames(encoding),
    outputs: output.type === "classes" ? output.classes : [output.name],
    training,
    validation: validation.rows.length > 0 ? validation : undefined,
    image: imageOf(table, encoding),
    encoding,
    remarks: [
      ...(dropped > 0
        ? [dropped === 1 ? "1 row lacks a value and is left out" : `${dropped} rows lack a value and are left out`]
        : []),
      ...(tooFew ? ["fewer than 10 rows: all of them are trained on"] : []),
      ...warnings.map(({ message }) => message),
    ],
  };
}

/** Square images of bytes, as IDX files have them. */
function imageOf({ range }: Table, { inputs }: Encoding): Task["image"] {
  const side = Math.sqrt(inputs.length);
  return range && Number.isInteger(side) ? { rows: side, cols: side } : undefined;
}

export async function irisTask(): Promise<Task> {
  const about = { name: "iris", title: "Species of iris by the size of sepals and petals" };
  return tableTask(await readTable(openSample("iris")), about);
}

/** Grey values of 0 to 16 become 0 to 1, so that what is drawn in the page is encoded alike. */
export async function digitsTask(): Promise<Task> {
  const table = await readTable(openSample("digits"));
  const about = { name: "digits", title: "Handwritten digits of 8 × 8 pixels" };
  // 16 is the blackest that a pixel can be, whatever the training rows have
  return { ...tableTask({ ...table, range: { min: 0, max: 16 } }, about), remarks: [] };
}
