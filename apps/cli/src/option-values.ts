import { InvalidArgumentError } from "commander";
import type { Interval } from "./checkpoints.ts";
import { mostWeights, weightsOf } from "./network-size.ts";

/** Parses an option's value; what it refuses, commander reports with the option's name and the value. */
type Parse<T> = (text: string) => T;

const number =
  (expected: string, accepts: (x: number) => boolean): Parse<number> =>
  (text) => {
    const x = text.trim() === "" ? Number.NaN : Number(text);
    if (!Number.isNaN(x) && accepts(x)) return x;
    throw new InvalidArgumentError(`Expected ${expected}.`);
  };

const isPositiveInteger = (x: number) => Number.isSafeInteger(x) && x > 0;

export const positive = number("a positive number, such as 0.1", (x) => x > 0 && Number.isFinite(x));
export const positiveInteger = number("a whole number, at least 1", isPositiveInteger);
export const timedBatch = number("a whole number from 1 to 100,000", (x) => isPositiveInteger(x) && x <= 100_000);
export const wholeNumber = number("a whole number", Number.isSafeInteger);
export const momentum = number("a number from 0 to below 1, such as 0.9", (x) => x >= 0 && x < 1);
export const share = number("a share of the rows from 0 to below 1, such as 0.2", (x) => x >= 0 && x < 1);
export const errorLevel = number("a number, at least 0, such as 0.01", (x) => x >= 0 && Number.isFinite(x));

/** One character; a tab is hard to type. */
export function delimiter(text: string): string {
  if (text === "\\t" || text === "tab") return "\t";
  if ([...text].length === 1 && !/["\r\n]/.test(text)) return text;
  throw new InvalidArgumentError('Expected one character, not a quote, or "tab".');
}

export function batch(text: string): number | "full" {
  if (text === "full") return text;
  return number('a whole number, at least 1, or "full"', isPositiveInteger)(text);
}

/** "30s" or "10-epochs" */
export function interval(text: string): Interval {
  const [, seconds, epochs] = /^(?:(\d+(?:\.\d+)?)s|(\d+)-epochs?)$/.exec(text) ?? [];
  if (Number(seconds) > 0) return { seconds: Number(seconds) };
  if (isPositiveInteger(Number(epochs))) return { epochs: Number(epochs) };
  throw new InvalidArgumentError("Expected a time or a number of epochs, such as 30s or 10-epochs.");
}

/** "784,30,10": the units of each layer, input layer first. */
export function layers(text: string): readonly number[] {
  const expected = "units of at least two layers, such as 784,30,10";
  const units = text.split(",").map(number(expected, isPositiveInteger));
  if (units.length < 2) throw new InvalidArgumentError(`Expected ${expected}.`);
  if (weightsOf(units) > mostWeights) throw new InvalidArgumentError(`Expected at most ${mostWeights} weights in all.`);
  return units;
}

/** "20x30": rows and columns of pixels. */
export function imageSize(text: string): { readonly rows: number; readonly cols: number } {
  const [, rows, cols] = /^(\d+)[x×](\d+)$/.exec(text) ?? [];
  if (isPositiveInteger(Number(rows)) && isPositiveInteger(Number(cols)))
    return { rows: Number(rows), cols: Number(cols) };
  throw new InvalidArgumentError("Expected rows and columns of pixels, such as 28x28.");
}

/** "10,5": the units of each hidden layer; "none": inputs and outputs only. */
export function hidden(text: string): readonly number[] {
  if (text === "none") return [];
  const units = number('units of each hidden layer, such as 20 or 10,5, or "none"', isPositiveInteger);
  return text.split(",").map(units);
}

/** "id,name": columns by name or number; one option more adds to them. */
export function columns(text: string, earlier: readonly string[] = []): readonly string[] {
  const some = text.split(",").map((column) => column.trim());
  if (some.includes("")) throw new InvalidArgumentError("Expected names or numbers of columns, such as id,name.");
  return [...earlier, ...some];
}
