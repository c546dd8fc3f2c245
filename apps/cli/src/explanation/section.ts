import type { Terminal } from "../terminal.ts";
import { wrapped as wrappedText } from "../text/wrapped.ts";
import { glue } from "./equations.ts";

/** A step of the derivation: what it computes, by which formulas, and these with their numbers. */
export interface Section {
  readonly title: string;
  readonly formulas: readonly string[];
  /** Each of lines that belong together. */
  readonly groups: readonly (readonly Line[])[];
}

/** An equation's two sides, or a remark. */
export type Line = { readonly left: string; readonly right: string } | string;

const margin = "  ";
const equals = " = ";

/** A section's lines: equations one below the other, their right sides as wide as the screen lets them. */
export function sectionText({ title, formulas, groups }: Section, { paint, width }: Pick<Terminal, "paint" | "width">) {
  const widest = Math.max(0, ...groups.flat().map((line) => (typeof line === "string" ? 0 : line.left.length)));
  const before = margin.length + widest + equals.length;
  const head = formulas.map((formula) => formula.replaceAll(" ", glue)).join(`${glue}  `);
  const lineText = (line: Line): string[] => {
    if (typeof line === "string") return [margin + paint.dim(line)];
    const [first, ...others] = wrapped(line.right, width - before);
    return [margin + line.left.padEnd(widest) + equals + first, ...others.map((text) => " ".repeat(before) + text)];
  };
  return [
    paint.bold(title),
    ...(head === "" ? [] : wrapped(head, width - margin.length).map((text) => margin + paint.dim(text))),
    ...groups.flatMap((lines, g) => (g > 0 ? ["", ...lines.flatMap(lineText)] : lines.flatMap(lineText))),
    "",
  ];
}

const wrapped = (text: string, columns: number): string[] =>
  wrappedText(text, columns).map((line) => line.replaceAll(glue, " "));
