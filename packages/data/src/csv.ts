import { DeltaruleError } from "@deltarule/core";
import { parse } from "#csv-parse";
import { isNumber } from "./cell.ts";
import { checkDelimiter, detectDelimiter } from "./delimiter.ts";
import { type RawRecord, recordsOf } from "./lines.ts";
import type { Reading } from "./reading.ts";
import type { Source } from "./source.ts";
import { placeText, type Row, type TableHead } from "./table.ts";

export interface CsvOptions {
  /** One character; by default found in the first records: tab, semicolon, pipe or comma. */
  readonly delimiter?: string | undefined;
  /** Whether the first row names the columns; by default it does when none of its fields is a number. */
  readonly header?: boolean | undefined;
}

/**
 * Reads a CSV table: the head is there as soon as the first row is, and each row as soon as its line has ended.
 * @throws DATA_INVALID naming file and line: empty, a header without rows, a row of another length, a quote out of place or
 * never closed, two columns of one name, bytes that aren't UTF-8 · OPTION_INVALID: the delimiter
 */
export async function readCsv(source: Source, options: CsvOptions = {}): Promise<Reading> {
  const given = options.delimiter === undefined ? undefined : checkDelimiter(options.delimiter);
  const blocks = recordsOf(source, { quotes: true });
  try {
    const first = await blocks.next();
    if (first.done) throw invalid(`${source.name}: empty; expected a CSV table`);
    const delimiter = given ?? detectDelimiter(first.value);
    const [top, ...others] = first.value;
    const [names] = parseRecords(source.name, [top!], delimiter);
    const header = options.header ?? !names!.fields.some(isNumber);
    const head = headOf(names!, header);
    return { ...head, batches: batchesOf(head, names!, header ? others : first.value, blocks, delimiter) };
  } catch (error) {
    await blocks.return(undefined);
    throw error;
  }
}

async function* batchesOf(
  head: TableHead,
  top: Row,
  first: readonly RawRecord[],
  others: AsyncGenerator<readonly RawRecord[]>,
  delimiter: string,
): AsyncGenerator<Iterable<Row>> {
  let count = 0;
  const checked = function* (records: readonly RawRecord[]) {
    for (const row of parseRecords(head.name, records, delimiter)) {
      checkLength(row, head, top);
      count++;
      yield row;
    }
  };
  try {
    yield checked(first);
    for await (const records of others) yield checked(records);
  } finally {
    await others.return(undefined);
  }
  if (count === 0) throw invalid(`${head.name}: a header and nothing else; expected at least one row`);
}

/** The records' rows; those before a malformed one come before its error. */
function* parseRecords(file: string, records: readonly RawRecord[], delimiter: string): Generator<Row> {
  // without a quote a record is its fields and delimiters, and most files have none
  const fieldsOf = records.some(({ text }) => text.includes('"'))
    ? parseQuoted(file, records, delimiter)
    : records.map(({ text }) => text.split(delimiter)).values();
  let r = 0;
  for (const fields of fieldsOf) {
    const place = { file, unit: "line", index: records[r++]!.line } as const;
    yield { place, fields: fields.map((field) => field.trim()) };
  }
}

function* parseQuoted(file: string, records: readonly RawRecord[], delimiter: string): Generator<string[]> {
  const parsed: string[][] = [];
  let failure: unknown;
  try {
    parse(records.map(({ text }) => `${text}\n`).join(""), {
      delimiter,
      record_delimiter: "\n",
      trim: true,
      relax_column_count: true,
      max_record_size: 0,
      on_record: (record: string[]) => {
        parsed.push(record);
      },
    });
  } catch (cause) {
    failure = cause;
  }
  yield* parsed;
  if (failure !== undefined) throw malformed(file, records[parsed.length]!.line, failure);
}

function headOf({ place, fields }: Row, header: boolean): TableHead {
  const columns = fields.map((field, c) => (header && field !== "" ? String(field) : `column ${c + 1}`));
  const seen = new Map<string, number>();
  for (const [c, column] of columns.entries()) {
    const earlier = seen.get(column);
    if (earlier !== undefined)
      throw invalid(
        `${placeText(place)}: columns ${earlier + 1} and ${c + 1} are both called "${column}"; expected a name of its own for each`,
      );
    seen.set(column, c);
  }
  return { name: place.file, columns, header };
}

function checkLength({ place, fields }: Row, { columns }: TableHead, top: Row): void {
  if (fields.length === columns.length) return;
  const counted = fields.length === 1 ? "1 field" : `${fields.length} fields`;
  throw invalid(`${placeText(place)}: ${counted}; expected ${columns.length}, as in line ${top.place.index}`);
}

function malformed(name: string, line: number, cause: unknown): DeltaruleError {
  const open = cause instanceof Error && "code" in cause && cause.code === "CSV_QUOTE_NOT_CLOSED";
  const fault = open
    ? 'a quote is opened and never closed; expected a closing "'
    : 'a quote inside a field; expected quotes around the whole field, and each quote within it doubled ("")';
  return new DeltaruleError("DATA_INVALID", `${name}, line ${line}: ${fault}`, { cause });
}

const invalid = (message: string) => new DeltaruleError("DATA_INVALID", message);
