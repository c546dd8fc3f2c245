/** One row of a table, as text. */
export interface Row {
  /** The line of the file that the row starts in, from 1. */
  readonly line: number;
  /** One a column, without the spaces around it. */
  readonly fields: readonly string[];
}

/** What is known of a table before its rows. */
export interface TableHead {
  /** What messages call the table: a file's path, "standard input". */
  readonly name: string;
  /** Distinct. */
  readonly columns: readonly string[];
  /** Whether the columns have names of their own; otherwise they are "column 1", "column 2", … and are matched by position. */
  readonly header: boolean;
}

export interface Table extends TableHead {
  readonly rows: readonly Row[];
}

/** A table whose rows come one by one, once. */
export interface TableStream extends TableHead {
  readonly rows: AsyncIterable<Row>;
}
