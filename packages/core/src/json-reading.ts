import { DeltaruleError } from "./errors.ts";
import { writeJson } from "./json.ts";

/** Reads what JSON.parse gave, of which nothing is trusted: each function checks one value, or throws MODEL_INVALID with its place and what was expected. */

export function record(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (!isRecord(value)) throw invalid(`${name} is ${show(value)}; expected an object`);
  return value;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** @param length with the reason why it must be this one */
export function list(value: unknown, name: string, length?: { readonly is: number; readonly as: string }): unknown[] {
  if (!Array.isArray(value)) throw invalid(`${name} is ${show(value)}; expected a list`);
  if (length !== undefined && value.length !== length.is)
    throw invalid(`${name} has ${value.length} entries; expected ${length.is}, ${length.as}`);
  return value;
}

export function finite(value: unknown, name: string): number {
  if (typeof value !== "number" || !Number.isFinite(value))
    throw invalid(`${name} is ${show(value)}; expected a finite number`);
  return value;
}

export function whole(value: unknown, name: string, least: 0 | 1 | "negative too"): number {
  const expected = { 0: "a whole number, at least 0", 1: "a positive whole number", "negative too": "a whole number" };
  if (typeof value !== "number" || !Number.isSafeInteger(value) || (typeof least === "number" && value < least))
    throw invalid(`${name} is ${show(value)}; expected ${expected[least]}`);
  return value;
}

export function flag(value: unknown, name: string): boolean {
  if (typeof value !== "boolean") throw invalid(`${name} is ${show(value)}; expected true or false`);
  return value;
}

export function text(value: unknown, name: string): string {
  if (typeof value !== "string") throw invalid(`${name} is ${show(value)}; expected a text`);
  return value;
}

/** Something for a message: short, whatever the file holds. Not JSON.stringify, which deep nesting would exhaust the stack of. */
export function show(value: unknown): string {
  const written = value === undefined ? "missing" : writeJson(value, { indent: false });
  return written.length > 60 ? `${written.slice(0, 57)}…` : written;
}

export const invalid = (message: string) => new DeltaruleError("MODEL_INVALID", `model file: ${message}`);
