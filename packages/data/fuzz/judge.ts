import { DeltaruleError, type ErrorCode, type Samples } from "@deltarule/core";
import { expect } from "vitest";
import {
  decodeRows,
  type Encoding,
  encodeInputs,
  inputSize,
  inspect,
  outputSize,
  parseEncoding,
  prepare,
  prepareSources,
  readTable,
  streamTable,
  type Table,
} from "../src/index.ts";
import { bytesSource } from "../test/tables.ts";
import { drawInput, type Input, mutated } from "./inputs.ts";
import { drawOptions } from "./options.ts";
import { type Draw, draw } from "./random.ts";

/** How far an input got. */
export type Outcome = "refused" | "read" | "prepared";

/**
 * Reads, inspects and prepares one drawn input. Each step either gives what holds together or throws a DeltaruleError of a code that
 * fits, with a message.
 * @throws whatever else comes of it
 */
export async function tryOne(seed: number): Promise<Outcome> {
  const random = draw(seed);
  const input = drawInput(random);
  const options = random.chance(0.5) ? drawOptions(random) : ({ missing: "mean" } as const);
  // the same for both readings: whether something after the end of a gzip file is seen depends on where it is cut
  const chunk = random.chance(0.5) ? 1 + random.integer(7) : 65_536;
  const source = () => {
    const labels = input.labels && bytesSource(input.labels, "labels");
    return { ...bytesSource(input.bytes, input.name, chunk), labels };
  };
  const table = await attempt(["DATA_INVALID", "OPTION_INVALID"], () => readTable(source(), options));
  const streamed = await attempt(["DATA_INVALID", "OPTION_INVALID"], async () => {
    const { rows } = await streamTable(source(), options);
    let count = 0;
    for await (const _ of rows) count++;
    return count;
  });
  expect(streamed).toBe(table?.rows.length);
  if (!table) return "refused";
  checkTable(table, input);
  await attempt(["OPTION_INVALID"], async () => inspect(table, options));
  const prepared = await attempt(["DATA_INVALID", "OPTION_INVALID"], async () => prepare(table, options));
  if (random.chance(0.25)) {
    // read again and again, it becomes the same as held
    const reread = await attempt(["DATA_INVALID", "OPTION_INVALID"], () => prepareSources(source, options));
    expect(reread && { ...reread, table: undefined }).toEqual(prepared && { ...prepared, table: undefined });
  }
  if (!prepared) return "read";
  const { encoding, training, validation, test } = prepared;
  for (const { rows, inputs, targets } of [training, validation, test]) {
    checkFinite(inputs, rows.length * inputSize(encoding));
    checkFinite(targets, rows.length * outputSize(encoding));
    expect(decodeRows(encoding, targets)).toHaveLength(rows.length);
  }
  expect(parseEncoding(JSON.parse(JSON.stringify(encoding)))).toEqual(encoding);
  await tryStored(encoding, table, random);
  return "prepared";
}

async function attempt<T>(codes: readonly ErrorCode[], work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DeltaruleError)) throw error;
    expect(codes).toContain(error.code);
    expect(error.message.length).toBeGreaterThan(10);
    return undefined;
  }
}

function checkTable({ columns, values, rows }: Table, { bytes }: Input): void {
  expect(new Set(columns).size).toBe(columns.length);
  expect(values).toHaveLength(columns.length);
  const text = bytes[0] === 0x1f || bytes[0] === 0 ? undefined : new TextDecoder().decode(bytes);
  for (const { place, fields } of rows) {
    expect(place.index).toBeGreaterThan(0);
    expect(fields).toHaveLength(columns.length);
    // nothing is made up: what a text file gives stands in it, as text of a line or as JSON
    for (const field of text === undefined ? [] : fields.map(String))
      if (place.unit === "line" && !text!.trimStart().startsWith("{"))
        expect(text).toContain(field.replaceAll('"', '""'));
  }
  for (const { number, text: textIn } of values)
    for (let r = 0; r < rows.length; r++) {
      const x = number(r);
      if (!Number.isNaN(x)) expect(Number(textIn(r))).toBe(x);
      expect(x).not.toBe(Number.POSITIVE_INFINITY);
    }
}

function checkFinite(samples: Samples, length: number): void {
  if (!("cols" in samples)) throw new Error("expected dense samples");
  expect(samples.values.length).toBe(length);
  expect(samples.values.every(Number.isFinite)).toBe(true);
}

/** An encoding from a model file that somebody has changed. */
async function tryStored(encoding: Encoding, table: Table, random: Draw): Promise<void> {
  const text = new TextDecoder().decode(mutated(new TextEncoder().encode(JSON.stringify(encoding)), random));
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return;
  }
  const stored = await attempt(["MODEL_INVALID"], async () => parseEncoding(json));
  if (stored) await attempt(["DATA_INVALID"], async () => encodeInputs(stored, table));
}
