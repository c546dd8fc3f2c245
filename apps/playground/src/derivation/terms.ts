import { type Edge, type Selection, touches, type Unit } from "../drawing/selection.ts";

const MOST_TERMS = 4;

/** A number in TeX, to three digits. */
export function tex(x: number): string {
  if (x === 0) return "0";
  const size = Math.abs(x);
  if (size >= 0.001 && size < 1e5) return String(Number(x.toPrecision(3)));
  const [digits, exponent] = x.toExponential(2).split("e");
  return `${digits}\\cdot 10^{${Number(exponent)}}`;
}

export const factor = (x: number): string => (x < 0 ? `(${tex(x)})` : tex(x));
export const product = (...factors: readonly string[]): string => factors.join("\\cdot ");

/** A product of a sum, with the connection whose weight is in it. */
export interface Term {
  readonly edge: Edge;
  readonly factors: readonly [number, number];
}

/** TeX of a class, so that who points at a connection or a unit finds its terms, and the other way round. */
export const edgeTerm = ({ layer, from, unit }: Edge, tex: string): string =>
  `\\htmlClass{term edge-${layer}-${from}-${unit}}{${tex}}`;
export const unitTerm = ({ layer, unit }: Unit, tex: string): string =>
  `\\htmlClass{term unit-${layer}-${unit}}{${tex}}`;

/** What a term is of, by its class. */
export function partOf(className: string): Selection | undefined {
  const [, kind, numbers = ""] = /\b(edge|unit)-([\w-]+)/.exec(className) ?? [];
  const [layer, ...rest] = numbers.split("-");
  if (kind === "unit") return { kind, layer: Number(layer), unit: Number(rest[0]) };
  if (kind !== "edge") return undefined;
  const from = rest[0] === "bias" ? "bias" : Number(rest[0]);
  return { kind: "weight", layer: Number(layer), from, unit: Number(rest[1]) };
}

/** Whether a term is of what is pointed at: the same unit, or a connection that it touches. */
export function isPointed(part: Selection, hovered: Selection): boolean {
  if (part.kind === "weight") return touches(hovered, part);
  return hovered.kind === "unit" && part.layer === hovered.layer && part.unit === hovered.unit;
}

/** Terms with + between them, of many the first few. */
export function moreOrLess(terms: readonly string[]): string {
  const shown = terms.length > MOST_TERMS ? [...terms.slice(0, MOST_TERMS - 1), "\\dots"] : terms;
  return shown.join(" + ");
}

/** Σ of products. */
export const sumOf = (terms: readonly Term[]): string =>
  moreOrLess(terms.map(({ edge, factors: [a, b] }) => edgeTerm(edge, product(factor(a), factor(b)))));
