import { plain } from "../text/numerals.ts";

/** A space at which a line isn't broken. */
export const glue = "\u00a0";

/** A summand: how it is written, without its sign, and what it comes to. */
export interface Term {
  readonly text: string;
  readonly minus: boolean;
  readonly value: number;
}

/** w·a, as 0.52·1.2, 0.52·(−1.2), or with a minus 0.52·1.2 for w = −0.52. */
export const product = (w: number, a: number): Term => ({
  text: `${plain(Math.abs(w))}·${factor(a)}`,
  minus: w < 0,
  value: w * a,
});

/** A number that something stands before: in parentheses if it is negative. */
export const factor = (x: number): string => (x < 0 ? `(${plain(x)})` : plain(x));

/** Terms of a sum that is never cut short. */
export const short = 8;
const kept = 4;

/** Which of many numbers say most: all of a few, else those farthest from 0, in their order. */
export function telling(values: ArrayLike<number>, all: boolean): readonly number[] {
  const places = Array.from(values, (_, i) => i);
  if (all || values.length <= short) return places;
  return places
    .sort((one, other) => Math.abs(values[other]!) - Math.abs(values[one]!))
    .slice(0, kept)
    .sort((one, other) => one - other);
}

/** Terms one after the other; of many those that say most, each with its number, and what the others come to. */
export function sum(terms: readonly Term[], all: boolean): string {
  const shown = telling(
    terms.map(({ value }) => value),
    all,
  );
  const rest = terms.length - shown.length;
  const text = shown.map((i, at) => signed(terms[i]!, at === 0) + (rest > 0 ? `${glue}[${i + 1}]` : "")).join(" ");
  if (rest === 0) return text;
  const others = terms.reduce((total, { value }, i) => (shown.includes(i) ? total : total + value), 0);
  return `${text} +${glue}(${rest}${glue}more:${glue}${plain(others)})`;
}

function signed({ text, minus }: Term, first: boolean): string {
  if (first) return minus ? `−${text}` : text;
  return `${minus ? "−" : "+"}${glue}${text}`;
}

/** Numbers in parentheses; of many those at `shown`, each with its number. */
export function vector(values: ArrayLike<number>, shown: readonly number[]): string {
  const rest = values.length - shown.length;
  const texts = shown.map((i) => plain(values[i]!) + (rest > 0 ? `${glue}[${i + 1}]` : ""));
  return `(${[...texts, ...(rest > 0 ? [`${rest}${glue}more`] : [])].join(", ")})`;
}
