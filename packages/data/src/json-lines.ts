import { DeltaruleError } from "@deltarule/core";
import type { Field } from "./cell.ts";
import { fieldOf, isObject, keysIn, kindOf } from "./json-record.ts";
import { type RawRecord, recordsOf } from "./lines.ts";
import type { Reading } from "./reading.ts";
import type { Source } from "./source.ts";
import { type Place, placeText, type Row } from "./table.ts";

/**
 * Reads JSON Lines, a record a line, each as soon as its line has ended. The columns are all keys, in the order in which they first
 * come; a key that a record lacks is a missing value, as null is.
 * @throws DATA_INVALID naming file and line: empty, not JSON, no object, values inside values, a key twice
 */
export async function readJsonLines(source: Source): Promise<Reading> {
  const blocks = recordsOf(source, { quotes: false });
  const index = new Map<string, number>();
  const columns: string[] = [];
  const rowOf = ({ line, text }: RawRecord): Row => {
    const place = { file: source.name, unit: "line", index: line } as const;
    const record = recordIn(text, place);
    const fields: Field[] = [];
    for (const [key, value] of Object.entries(record)) {
      let c = index.get(key);
      if (c === undefined) {
        c = columns.push(key) - 1;
        index.set(key, c);
      }
      while (fields.length <= c) fields.push("");
      fields[c] = fieldOf(value, key, place);
    }
    if (keysIn(text) !== Object.keys(record).length)
      throw invalid(`${placeText(place)}: a key stands twice; expected each once`);
    return { place, fields };
  };
  try {
    const first = await blocks.next();
    if (first.done) throw invalid(`${source.name}: empty; expected a table`);
    const [top, ...others] = first.value;
    const batches = batchesOf([rowOf(top!)], others, blocks, rowOf);
    return { name: source.name, columns, header: true, batches, records: true };
  } catch (error) {
    await blocks.return(undefined);
    throw error;
  }
}

async function* batchesOf(
  top: readonly Row[],
  first: readonly RawRecord[],
  others: AsyncGenerator<readonly RawRecord[]>,
  rowOf: (record: RawRecord) => Row,
): AsyncGenerator<Iterable<Row>> {
  const rows = function* (records: readonly RawRecord[]) {
    for (const record of records) yield rowOf(record);
  };
  try {
    yield top;
    yield rows(first);
    for await (const records of others) yield rows(records);
  } finally {
    await others.return(undefined);
  }
}

function recordIn(text: string, place: Place): object {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DeltaruleError("DATA_INVALID", `${placeText(place)}: not JSON: ${reason}`, { cause });
  }
  if (!isObject(json))
    throw invalid(`${placeText(place)}: ${kindOf(json)}; expected an object such as {"x": 1.5, "y": "a"}`);
  if (Object.keys(json).length === 0)
    throw invalid(`${placeText(place)}: an object without a value; expected at least one`);
  return json;
}

const invalid = (message: string) => new DeltaruleError("DATA_INVALID", message);
