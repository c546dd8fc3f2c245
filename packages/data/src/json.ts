import { DeltaruleError } from "@deltarule/core";
import type { Field } from "./cell.ts";
import { fieldOf, isObject, keysIn, kindOf } from "./json-record.ts";
import type { Reading } from "./reading.ts";
import type { Source } from "./source.ts";
import type { Place, Row } from "./table.ts";
import { textOf } from "./utf8.ts";

/** JSON is parsed as a whole, and engines stop at texts not much longer. */
const LONGEST = 2 ** 28;

/**
 * Reads a JSON table: an array of records, whose columns are all their keys in the order in which they first come, or an object of
 * columns, each an array of values. A key that a record lacks is a missing value, as null is.
 * @throws DATA_INVALID: not JSON, none of these two, no rows, columns of different lengths, values inside values, a key twice
 */
export async function readJson(source: Source): Promise<Reading> {
  const { name } = source;
  const { json, text } = await parsed(source);
  const { columns, rows, keys } = Array.isArray(json) ? recordRows(name, json) : columnRows(name, json);
  if (keys !== keysIn(text)) throw invalid(`${name}: a key stands twice in one object; expected each once`);
  if (columns.length === 0 || rows.length === 0) throw invalid(`${name}: no values; expected at least one row`);
  return { name, columns, header: true, batches: once(rows), records: true };
}

interface JsonRows {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  readonly keys: number;
}

async function parsed(source: Source): Promise<{ json: unknown; text: string }> {
  let text = "";
  for await (const part of textOf(source)) {
    text += part;
    if (text.length > LONGEST)
      throw invalid(
        `${source.name}: more than ${LONGEST} characters of JSON; save it as JSON Lines, which is read line by line`,
      );
  }
  if (text.trim() === "") throw invalid(`${source.name}: empty; expected a table`);
  try {
    const json: unknown = JSON.parse(text);
    return { json, text };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DeltaruleError("DATA_INVALID", `${source.name}: not JSON: ${reason}`, { cause });
  }
}

function recordRows(file: string, records: readonly unknown[]): JsonRows {
  const index = new Map<string, number>();
  let keys = 0;
  const rows = records.map((record, r): Row => {
    const place = placeOf(file, r);
    if (!isObject(record))
      throw invalid(`${file}, record ${r + 1}: ${kindOf(record)}; expected an object such as {"x": 1.5, "y": "a"}`);
    const fields: Field[] = [];
    for (const [key, value] of Object.entries(record)) {
      const c = index.get(key) ?? index.size;
      index.set(key, c);
      while (fields.length <= c) fields.push("");
      fields[c] = fieldOf(value, key, place);
      keys++;
    }
    return { place, fields };
  });
  return { columns: [...index.keys()], rows, keys };
}

function columnRows(file: string, json: unknown): JsonRows {
  if (!isObject(json))
    throw invalid(
      `${file}: ${kindOf(json)}; expected an array of records, or an object of columns such as {"x": [1, 2]}`,
    );
  const entries: [string, readonly unknown[]][] = Object.entries(json).map(([key, values]) => {
    if (Array.isArray(values)) return [key, values];
    throw invalid(`${file}: "${key}" is ${kindOf(values)}; expected an array, the column's values`);
  });
  const [first] = entries;
  const length = first?.[1].length ?? 0;
  const odd = entries.find(([, values]) => values.length !== length);
  if (odd)
    throw invalid(
      `${file}: "${first![0]}" has ${length} values and "${odd[0]}" ${odd[1].length}; expected as many in each`,
    );
  const rows = Array.from({ length }, (_, r): Row => {
    const place = placeOf(file, r);
    return { place, fields: entries.map(([key, values]) => fieldOf(values[r], key, place)) };
  });
  return { columns: entries.map(([key]) => key), rows, keys: entries.length };
}

const placeOf = (file: string, r: number): Place => ({ file, unit: "record", index: r + 1 });

async function* once(rows: readonly Row[]): AsyncGenerator<readonly Row[]> {
  yield rows;
}

const invalid = (message: string) => new DeltaruleError("DATA_INVALID", message);
