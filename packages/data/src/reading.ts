import type { Row, TableHead } from "./table.ts";

/** A table as the reader of a format gives it: rows in batches, as they come, with the rows before a fault before the fault. */
export interface Reading extends TableHead {
  readonly batches: AsyncGenerator<Iterable<Row>>;
  /** Rows are records, which name their own values: a row may lack the last of `columns`, and `columns` may grow with each batch. */
  readonly records?: boolean;
}
