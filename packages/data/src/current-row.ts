import type { Field } from "./cell.ts";
import { isMissing, numberIn } from "./cell.ts";
import type { Place, Row, Values } from "./table.ts";

/** The row that is being read, seen as the one row of a table: its columns take any index. */
export interface CurrentRow {
  set(row: Row): void;
  values(c: number): Values;
  place(): Place;
}

export function currentRow(): CurrentRow {
  let current: Row | undefined;
  const field = (c: number): Field => current?.fields[c] ?? "";
  return {
    set(row) {
      current = row;
    },
    values: (c) => ({
      number: () => numberIn(field(c)),
      text: () => (isMissing(field(c)) ? undefined : String(field(c)).trim()),
    }),
    place: () => current!.place,
  };
}
