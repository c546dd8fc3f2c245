import type { Instruction } from "@deltarule/core";
import * as layout from "../layout.ts";
import type { WasmMatrix } from "../matrix.ts";
import { kernelOf } from "../record.ts";
import { add, and, type Code, floats, ints, mul, shuffle } from "./code.ts";
import type { Madd } from "./sigmoid.ts";
import type { Keep, Statements } from "./statements.ts";

type Matmul = Extract<Instruction<WasmMatrix>, { op: "matmul" }>;

/** The sum that vector v of out's row r is finished from */
type Sums = (r: number, v: number) => Code;

export interface MatmulContext extends Omit<Statements, "before" | "each" | "after"> {
  readonly madd: Madd;
  /** The factor alpha in each lane; undefined when it is 1, which changes nothing. */
  readonly alpha: Code | undefined;
}

/** out = alpha·a·b (+ bias) + beta·out: the sums in the order of the kernel that the shape chooses. */
export function matmul(i: Matmul, context: MatmulContext): void {
  const { out } = i;
  const sums = i.transposeA
    ? overSamples(i, context)
    : kernelOf(i) === layout.DOTS
      ? dots(i, context)
      : products(i, context);
  for (let r = 0; r < context.rows(out); r++)
    for (let v = 0; v < out.stride / 4; v++) context.write(out, r, v, finish(i, sums(r, v), r, v, context));
}

/** As `assembly/finish.ts` */
function finish(
  { out, bias, beta = 0 }: Matmul,
  sum: Code,
  r: number,
  v: number,
  { vector, madd, alpha }: MatmulContext,
): Code {
  const scaled = alpha ? mul(alpha, sum) : sum;
  const biased = bias ? add(scaled, vector(bias, 0, v)) : scaled;
  return beta === 0 ? biased : madd(floats(beta), vector(out, r, v), biased);
}

/** As `assembly/matmul-tile.ts`: a sum begins at 0 and takes its products in order. */
function products({ a, b, transposeB }: Matmul, { vector, keep, keepForBatch, madd }: MatmulContext): Sums {
  const element = elementsOf(a, vector, keep);
  const columns = remembered((k: number, v: number) =>
    transposeB ? keepForBatch(columnOf(b, k, v, vector)) : vector(b, k, v),
  );
  return (r, v) => {
    let sum = floats(0);
    for (let k = 0; k < a.cols; k++) sum = keep(madd(element(r, k), columns(k, v), sum));
    return sum;
  };
}

/** The same of aᵀ·b, whose products come sample by sample. */
function overSamples({ a, b }: Matmul, { rows, vector, keep, sum, madd }: MatmulContext): Sums {
  const element = elementsOf(a, vector, keep);
  return (j, v) =>
    sum(Array.from({ length: rows(a) }, (_, r) => (before: Code) => madd(element(r, j), vector(b, r, v), before)));
}

/** Element k of row r in each lane */
const elementsOf = (a: WasmMatrix, vector: MatmulContext["vector"], keep: Keep) =>
  remembered((r: number, k: number) => keep(splat(vector(a, r, Math.floor(k / 4)), k % 4)));

/** As `assembly/matmul-dots.ts`: four lanes a sum, added at the end; the padding is masked. */
function dots({ a, b, out }: Matmul, { vector, keep, madd }: MatmulContext): Sums {
  const last = a.stride / 4 - 1;
  const mask = ints(...[0, 1, 2, 3].map((lane) => (4 * last + lane < a.cols ? -1 : 0)));
  const masked = (m: WasmMatrix, r: number, v: number) => (v === last ? and(vector(m, r, v), mask) : vector(m, r, v));
  return (r, v) => {
    const x = Array.from({ length: last + 1 }, (_, k) => keep(masked(a, r, k)));
    const lanes = [0, 1, 2, 3].map((j) => {
      const row = Math.min(4 * v + j, out.cols - 1);
      return x.reduce((sum, x, k) => keep(madd(x, masked(b, row, k), sum)), floats(0));
    });
    const [s0, s1, s2, s3] = transposed(lanes, keep);
    return add(add(s0, s1), add(s2, s3));
  };
}

/** Four vectors as the columns of the square that they are the rows of */
function transposed(rows: readonly Code[], keep: Keep): [Code, Code, Code, Code] {
  const [x0, x1, x2, x3] = rows;
  const low01 = keep(shuffle(x0!, x1!, [0, 4, 1, 5]));
  const high01 = keep(shuffle(x0!, x1!, [2, 6, 3, 7]));
  const low23 = keep(shuffle(x2!, x3!, [0, 4, 1, 5]));
  const high23 = keep(shuffle(x2!, x3!, [2, 6, 3, 7]));
  return [
    shuffle(low01, low23, [0, 1, 4, 5]),
    shuffle(low01, low23, [2, 3, 6, 7]),
    shuffle(high01, high23, [0, 1, 4, 5]),
    shuffle(high01, high23, [2, 3, 6, 7]),
  ];
}

/** Rows 4v to 4v + 3 of b at column k; past the last row its lanes are padding, whatever stands there */
function columnOf(b: WasmMatrix, k: number, v: number, vector: MatmulContext["vector"]): Code {
  const rows = [0, 1, 2, 3].map((j) => vector(b, Math.min(4 * v + j, b.rows - 1), Math.floor(k / 4)));
  const lane = k % 4;
  const pair = (x: Code, y: Code) => shuffle(x, y, [lane, 4 + lane, lane, 4 + lane]);
  return shuffle(pair(rows[0]!, rows[1]!), pair(rows[2]!, rows[3]!), [0, 1, 4, 5]);
}

const splat = (x: Code, lane: number): Code => shuffle(x, x, [lane, lane, lane, lane]);

/** Computes a value once for each pair of arguments. */
function remembered(compute: (x: number, y: number) => Code): (x: number, y: number) => Code {
  const known = new Map<string, Code>();
  return (x, y) => {
    const key = `${x},${y}`;
    const value = known.get(key) ?? compute(x, y);
    known.set(key, value);
    return value;
  };
}
