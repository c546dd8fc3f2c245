import { DeltaruleError } from "./errors.ts";

const DEEPEST = 64;

/**
 * JSON text that keeps every number to the bit: JSON.stringify would turn −0 into 0. With `indent`, lists of plain values stand on
 * one line each and everything else is laid out below one another.
 * @throws MODEL_INVALID for what JSON can't hold (NaN, ±∞, functions, …) or what is nested deeper than 64 levels
 */
export function writeJson(value: unknown, options: { readonly indent: boolean }): string {
  return write(value, options.indent, 0);
}

function write(value: unknown, indent: boolean, depth: number): string {
  if (depth > DEEPEST) throw new DeltaruleError("MODEL_INVALID", `model file: nested deeper than ${DEEPEST} levels`);
  if (typeof value === "number" && Number.isFinite(value)) return Object.is(value, -0) ? "-0" : String(value);
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  const list = (items: readonly string[], open: string, close: string, onOneLine: boolean) => {
    if (onOneLine || !indent || items.length === 0) return `${open}${items.join(indent ? ", " : ",")}${close}`;
    const margin = "  ".repeat(depth);
    return `${open}\n${items.map((item) => `${margin}  ${item}`).join(",\n")}\n${margin}${close}`;
  };
  if (Array.isArray(value)) {
    const items = value.map((item) => write(item, indent, depth + 1));
    return list(items, "[", "]", !value.some((item) => typeof item === "object" && item !== null));
  }
  if (typeof value === "object") {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    const items = entries.map(
      ([key, item]) => `${JSON.stringify(key)}:${indent ? " " : ""}${write(item, indent, depth + 1)}`,
    );
    return list(items, "{", "}", false);
  }
  throw new DeltaruleError("MODEL_INVALID", `model file: ${String(value)} can't be written as JSON`);
}
