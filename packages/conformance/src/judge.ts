import type { Values } from "@deltarule/core";
import type { Table } from "./reference.ts";
import type { Estimate } from "./tolerance.ts";

/** The named inputs of an operation, for the message of a failure. */
export type Inputs = Readonly<Record<string, Table>>;

export interface Judgement {
  /** The worst error as a fraction of its bound; ∞ where there is no number or no bound. */
  readonly worst: number;
  /** What is wrong with the first element that is out of bounds. */
  readonly mismatch: string | undefined;
}

/** Each element within its bound. NaN is out of every bound, except where the oracle itself says NaN. */
export function judge(what: string, got: Values, expected: Estimate, inputs: Inputs = {}): Judgement {
  const { rows, cols, values, error } = expected;
  if (got.length !== values.length) return wrongLength(what, got.length, values.length);
  let worst = 0;
  let mismatch: string | undefined;
  values.forEach((want, e) => {
    const value = got[e]!;
    const fraction = fractionOfBound(value, want, error[e]!);
    worst = Math.max(worst, fraction);
    if (fraction <= 1 || mismatch) return;
    const bound = Number.isFinite(want) ? ` ± ${brief(error[e]!)}` : "";
    const excess = Number.isFinite(fraction) ? ` (${brief(fraction)} times the bound)` : "";
    mismatch =
      `${what} ${rows}×${cols}, element [${Math.floor(e / cols)}, ${e % cols}]: ` +
      `got ${value}; expected ${want}${bound}${excess}${describe(inputs, expected, e)}`;
  });
  return { worst, mismatch };
}

/** The same bits, so that −0 is not 0; any NaN is NaN. */
export function judgeBits(what: string, got: ArrayLike<number>, expected: ArrayLike<number>): string | undefined {
  if (got.length !== expected.length) return wrongLength(what, got.length, expected.length).mismatch;
  for (let e = 0; e < expected.length; e++)
    if (!Object.is(got[e], expected[e])) return `${what}, element ${e}: got ${got[e]}; expected exactly ${expected[e]}`;
  return undefined;
}

function fractionOfBound(got: number, want: number, bound: number): number {
  if (Object.is(got, want) || got === want) return 0;
  const fraction = Math.abs(got - want) / bound;
  // an infinite bound, like NaN, proves nothing
  return Number.isFinite(bound) && !Number.isNaN(fraction) ? fraction : Number.POSITIVE_INFINITY;
}

const wrongLength = (what: string, got: number, expected: number): Judgement => ({
  worst: Number.POSITIVE_INFINITY,
  mismatch: `${what}: got ${got} values; expected ${expected}`,
});

/** Small inputs whole; of a large one of the result's shape, the element at the same place. */
function describe(inputs: Inputs, { rows, cols }: Table, e: number): string {
  return Object.entries(inputs)
    .map(([name, input]) => {
      const shape = `\n  ${name} ${input.rows}×${input.cols}`;
      if (input.values.length <= 12) return `${shape} = [${input.values.join(", ")}]`;
      const alike = input.rows === rows && input.cols === cols;
      return alike ? `${shape}, there ${input.values[e]}` : shape;
    })
    .join("");
}

const brief = (x: number): string => x.toPrecision(3);
