import type { Field } from "./cell.ts";
import { type ColumnBuilder, columnBuilder } from "./column.ts";
import { places } from "./places.ts";
import type { Place, Row, Rows, Table, TableHead } from "./table.ts";

/** Takes rows one by one, and then is a table. */
export interface TableBuilder {
  /** A row that is shorter than others lacks its last values. */
  add(place: Place, fields: readonly Field[]): void;
  build(head: TableHead): Table;
}

/** @param builderOf what holds column c, which begins with some rows that lack it */
export function tableBuilder(
  builderOf: (c: number, lacking: number) => ColumnBuilder = (_, lacking) => columnBuilder(lacking),
): TableBuilder {
  const builders: ColumnBuilder[] = [];
  const where = places();
  return {
    add(place, fields) {
      while (builders.length < fields.length) builders.push(builderOf(builders.length, where.count()));
      for (let c = 0; c < builders.length; c++) builders[c]!.add(fields[c] ?? "");
      where.add(place);
    },
    build(head) {
      const values = head.columns.map((_, c) => (builders[c] ?? builderOf(c, where.count())).build());
      const at = (r: number): Row => ({ place: where.at(r), fields: values.map(({ text }) => text(r) ?? "") });
      const rows: Rows = {
        length: where.count(),
        at,
        place: where.at,
        *[Symbol.iterator]() {
          for (let r = 0; r < where.count(); r++) yield at(r);
        },
      };
      return { ...head, rows, values };
    },
  };
}
