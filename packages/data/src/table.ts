import type { Field } from "./cell.ts";

/** Where a row stands: line 7 of a file, record 3 of a JSON array, image 12; from 1. */
export interface Place {
  readonly file: string;
  readonly unit: "line" | "record" | "image";
  readonly index: number;
}

/** One row, as its file has it. */
export interface Row {
  readonly place: Place;
  /** One a column; text is without the spaces around it, and empty where a format has no value. */
  readonly fields: readonly Field[];
}

/** What is known of a table before its rows. */
export interface TableHead {
  /** What messages call the table: a file's path, "standard input". */
  readonly name: string;
  /** Distinct. */
  readonly columns: readonly string[];
  /** Whether the columns have names of their own; otherwise they are "column 1", "column 2", … and are matched by position. */
  readonly header: boolean;
  /** The least and the largest number that the format can hold, if that says how to scale inputs: 0 and 255 of bytes. */
  readonly range?: Range | undefined;
}

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** A table in memory, held by columns. */
export interface Table extends TableHead {
  readonly rows: Rows;
  /** One for each of `columns`. */
  readonly values: readonly Column[];
}

/** The rows of a table, each put together when it is asked for. */
export interface Rows extends Iterable<Row> {
  readonly length: number;
  at(r: number): Row;
  place(r: number): Place;
}

/** The values of a column, one for each row r. */
export interface Values {
  /** NaN: missing, or not a number. */
  number(r: number): number;
  /** As the file has it, without the spaces around it; undefined: missing. */
  text(r: number): string | undefined;
}

export interface Column extends Values {
  /** How many rows have no value. */
  readonly missing: number;
  /** The different texts, which are all values but the numbers that are written in the plainest way. */
  readonly texts: readonly string[];
  /** There were more texts than a column remembers: the others are lost. */
  readonly crowded: boolean;
}

/** A table whose rows come one by one, once. */
export interface TableStream extends TableHead {
  readonly rows: AsyncIterable<Row>;
}

/** A place for a message: "iris.csv, line 7". */
export const placeText = ({ file, unit, index }: Place): string => `${file}, ${unit} ${index}`;
