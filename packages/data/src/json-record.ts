import { DeltaruleError } from "@deltarule/core";
import type { Field } from "./cell.ts";
import { type Place, placeText } from "./table.ts";

/** Whether parsed JSON is an object of plain values. */
export const isRecord = (json: unknown): boolean =>
  isObject(json) && Object.values(json).every((value) => typeof value !== "object" || value === null);

export const isObject = (json: unknown): json is object =>
  typeof json === "object" && json !== null && !Array.isArray(json);

/**
 * A JSON value as a field: null is missing, true and false are text, and text that is a number counts as one, as it does in CSV.
 * @throws DATA_INVALID with place and key: an array or object, or a number that float64 can't hold
 */
export function fieldOf(value: unknown, key: string, place: Place): Field {
  if (value === null || value === undefined) return "";
  if (typeof value === "number" && !Number.isFinite(value))
    throw invalid(place, key, "a number too large to hold; expected one below 1.8e308");
  if (typeof value === "number" || typeof value === "string") return value;
  if (typeof value === "boolean") return String(value);
  throw invalid(
    place,
    key,
    `${Array.isArray(value) ? "an array" : "an object"}; expected a number, text, true, false or null: give each value in it a key of its own`,
  );
}

/** What a JSON value is, for a message. */
export function kindOf(json: unknown): string {
  if (json === null) return "null";
  if (Array.isArray(json)) return "an array";
  return typeof json === "object" ? "an object" : `the ${typeof json} ${JSON.stringify(json).slice(0, 40)}`;
}

/** How many keys a JSON text has. Those that stand twice in one object count twice, which its parsed objects no longer show. */
export function keysIn(text: string): number {
  let keys = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') quoted = !quoted;
    else if (quoted && character === "\\") at++;
    else if (!quoted && character === ":") keys++;
  }
  return keys;
}

const invalid = (place: Place, key: string, what: string) =>
  new DeltaruleError("DATA_INVALID", `${placeText(place)}: "${key}" is ${what}`);
