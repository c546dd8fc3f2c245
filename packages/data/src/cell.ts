/** A value as a file has it: text, or a number where the format has numbers of its own. */
export type Field = string | number;

// exactly these: "na" may be a word, and "Na" is sodium
const missing = new Set(["", "?", "NA", "N/A", "NaN", "nan"]);

/** Whether a field stands for a value that isn't there: empty, ?, NA, N/A, NaN or nan. */
export const isMissing = (field: Field): boolean => typeof field === "string" && missing.has(field.trim());

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * The number that a field holds: decimal digits, a point, an exponent; spaces around it don't count. NaN for all else, so also
 * for what `Number` would take ("", "0x10", "Infinity"), for "1,5" and for what float64 can't hold ("1e999").
 */
export function numberIn(field: Field): number {
  const x = typeof field === "number" ? field : decimal.test(field.trim()) ? Number(field) : Number.NaN;
  return Number.isFinite(x) ? x : Number.NaN;
}

/** Whether a field holds a finite number. */
export const isNumber = (field: Field): boolean => !Number.isNaN(numberIn(field));

/** Whether text is meant as a number but isn't one here: commas in it, infinite, or too large for float64. */
export const isNearNumber = (text: string): boolean =>
  /^[+-]?inf(inity)?$/i.test(text.trim()) || (!isNumber(text) && decimal.test(text.replaceAll(",", "").trim()));
