import wrapAnsi from "wrap-ansi";

const narrowest = 20;

/** Lines of at most so many columns, broken between words. */
export const wrapped = (text: string, columns: number): string[] =>
  wrapAnsi(text, Math.max(narrowest, columns))
    .split("\n")
    .map((line) => line.trimEnd());

/** Likewise, but for the first line two columns further in. */
export function hanging(text: string, columns: number): string[] {
  const [first = "", ...others] = wrapped(text, columns - 2);
  return [first, ...others.map((line) => `  ${line}`)];
}
