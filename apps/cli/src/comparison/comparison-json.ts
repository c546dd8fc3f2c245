import { placeText, type Table } from "@deltarule/data";
import { type Opened, openedJson } from "../choosing/chosen.ts";
import { scoreJson } from "../json.ts";
import type { TableModel } from "../model-store.ts";
import type { Comparison } from "./comparison.ts";

/** JSON lines: an object a model, one a row on which their answers differ, and the result. */
export function* comparisonLines(
  paths: readonly [string, string],
  models: readonly [TableModel, TableModel],
  { a, b, verdict, rows }: Comparison,
  table: Table,
  opened: Opened,
): Generator<object> {
  yield { type: "model", model: "A", path: paths[0], ...scoreJson(models[0].encoding, a) };
  yield { type: "model", model: "B", path: paths[1], ...scoreJson(models[1].encoding, b) };
  let different = 0;
  for (const { row, ...answers } of rows)
    if (answers.a !== answers.b) {
      different++;
      yield { type: "row", row: row + 1, place: placeText(table.rows.place(row)), ...answers };
    }
  const { type, ...judged } = verdict;
  yield {
    type: "result",
    rows: rows.length,
    dropped: table.rows.length - rows.length,
    different,
    target: type,
    ...judged,
    ...openedJson(opened),
  };
}
