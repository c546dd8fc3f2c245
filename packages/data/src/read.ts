import { DeltaruleError } from "@deltarule/core";
import type { Field } from "./cell.ts";
import { type CsvOptions, readCsv } from "./csv.ts";
import { type Format, recognise } from "./format.ts";
import { readIdx } from "./idx.ts";
import { pairLabels } from "./idx-names.ts";
import { readJson } from "./json.ts";
import { readJsonLines } from "./json-lines.ts";
import { listed } from "./nearest.ts";
import type { Reading } from "./reading.ts";
import type { Source } from "./source.ts";
import type { Place, Row, Table, TableHead, TableStream } from "./table.ts";
import { tableBuilder } from "./table-builder.ts";

/** `delimiter` and `header` are for CSV only. */
export interface ReadOptions extends CsvOptions {
  /** By default found by content and name; gzip is unpacked in any case. */
  readonly format?: Format | undefined;
}

/** One table's rows are in one source, or in several of the same columns. */
export type Sources = Source | readonly Source[];

/** Opens the same sources from their beginning. */
export type Reopen = () => Sources | Promise<Sources>;

/**
 * Reads a whole table, or several files of the same columns as one table, into a few bytes a value. Sources of IDX labels among them
 * go to their images by the usual names.
 * @throws DATA_INVALID naming file and place, as the readers of the formats do; other columns in one file than in the first ·
 * OPTION_INVALID: format, delimiter
 */
export async function readTable(sources: Sources, options: ReadOptions = {}): Promise<Table> {
  const { add, build } = tableBuilder();
  return build(await readRows(sources, options, add));
}

/** The rows that `readTable` would hold, one after the other, and then its head: a row of records may lack the last columns. */
export async function readRows(
  sources: Sources,
  options: ReadOptions,
  add: (place: Place, fields: readonly Field[]) => void,
): Promise<TableHead> {
  const [first, ...others] = paired(sources);
  const { batches, ...head } = await open(first, options);
  for await (const rows of batches) for (const { place, fields } of rows) add(place, fields);

  const columns = new Map(head.columns.map((column, c) => [column, c]));
  for (const source of others) {
    const reading = await open(source, options);
    try {
      const arrange = arrangement(head, reading, columns);
      for await (const rows of reading.batches) for (const { place, fields } of rows) add(place, arrange(fields));
    } finally {
      await close(reading);
    }
  }
  return { name: nameOf(first, others), columns: [...columns.keys()], header: head.header, range: head.range };
}

/** The head alone. It takes the first rows of a table, but all records: the last of them may have a key of its own. */
export async function readHead(reopen: Reopen, options: ReadOptions): Promise<TableHead> {
  const [first, ...others] = paired(await reopen());
  const reading = await open(first, options);
  await close(reading);
  const { batches: _, records, ...head } = reading;
  return records ? readRows(await reopen(), options, () => {}) : { ...head, name: nameOf(first, others) };
}

function paired(sources: Sources): [Source, ...Source[]] {
  const [first, ...others] = pairLabels("bytes" in sources ? [sources] : sources);
  if (first) return [first, ...others];
  throw new DeltaruleError("OPTION_INVALID", "no sources; expected at least one to read a table from");
}

/** Ends a reading wherever it is. A generator that has not begun would skip its `finally`, and leave its source open. */
async function close({ batches }: Reading): Promise<void> {
  await batches.next();
  await batches.return(undefined);
}

const nameOf = (first: Source, others: readonly Source[]) =>
  others.length > 0 ? `${first.name} and ${others.length} more` : first.name;

/**
 * Reads a table row by row: the head is there as soon as the first row is, and each row as soon as its line has ended. The first of a
 * stream of JSON records names the columns; keys that only later ones have are left out.
 * @throws as `readTable`; what is wrong with a row, when its turn comes
 */
export async function streamTable(source: Source, options: ReadOptions = {}): Promise<TableStream> {
  const { batches, records, ...head } = await open(source, options);
  const columns = [...head.columns];
  const fit = ({ place, fields }: Row) => ({ place, fields: columns.map((_, c) => fields[c] ?? "") });
  async function* rows(): AsyncGenerator<Row> {
    for await (const batch of batches) for (const row of batch) yield records ? fit(row) : row;
  }
  return { ...head, columns, rows: rows() };
}

async function open(asked: Source, options: ReadOptions): Promise<Reading> {
  const { format, source } = await recognise(asked, options.format);
  if (format === "idx") return readIdx(source, asked.labels);
  if (format === "json") return readJson(source);
  return format === "jsonl" ? readJsonLines(source) : readCsv(source, options);
}

/** How the fields of a further file are put in the order of the first. Columns that are new in its records are added to `columns`. */
function arrangement(
  first: TableHead,
  next: Reading,
  columns: Map<string, number>,
): (fields: readonly Field[]) => readonly Field[] {
  if (!next.records || !first.header) checkSame(first, next);
  if (!first.header) return (fields) => fields;
  const places: number[] = [];
  return (fields) => {
    const arranged: Field[] = Array.from(columns.keys(), () => "");
    for (const [c, field] of fields.entries()) {
      const column = next.columns[c]!;
      if (!columns.has(column)) columns.set(column, columns.size);
      places[c] ??= columns.get(column)!;
      arranged[places[c]] = field;
    }
    return arranged;
  };
}

function checkSame(first: TableHead, next: TableHead): void {
  const [here, there] = [new Set(next.columns), new Set(first.columns)];
  const lacking = first.columns.filter((column) => !here.has(column));
  const extra = next.columns.filter((column) => !there.has(column));
  if (next.header === first.header && lacking.length + extra.length === 0) return;
  const differences = [
    ...(next.header === first.header ? [] : [next.header ? "it has a header" : "it has no header"]),
    ...(lacking.length > 0 ? [`it lacks ${listed(lacking)}`] : []),
    ...(extra.length > 0 ? [`it alone has ${listed(extra)}`] : []),
  ];
  throw new DeltaruleError(
    "DATA_INVALID",
    `${next.name}: expected the columns of ${first.name}, but ${differences.join(", and ")}`,
  );
}
