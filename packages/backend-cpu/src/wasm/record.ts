import type { Instruction, Scalar } from "@deltarule/core";
import * as layout from "./layout.ts";
import type { WasmMatrix } from "./matrix.ts";

/** An instruction as `assembly/execute.ts` reads it: an operation and fields at their byte offsets. */
export interface Record {
  op: number;
  /** Addresses, sizes and strides. */
  words: [offset: number, value: number][];
  /** Factors, fixed or a multiple of the run's rate. */
  scalars: [offset: number, value: Scalar][];
  /** Bytes of working memory. */
  scratch: number;
}

type Op<K extends Instruction<WasmMatrix>["op"]> = Extract<Instruction<WasmMatrix>, { op: K }>;

/** One instruction of the contract as one record. */
export function recordOf(i: Instruction<WasmMatrix>): Record {
  switch (i.op) {
    case "gather":
      return plain(
        layout.GATHER,
        [layout.A, i.source.address],
        [layout.OUT, i.out.address],
        [layout.ROWS, i.out.rows],
        [layout.STRIDE, 4 * i.out.stride],
        [layout.FIRST_INDEX, 0],
      );
    case "matmul":
      return matmulRecord(i);
    case "sigmoid":
      return plain(layout.SIGMOID, [layout.A, i.net.address], [layout.OUT, i.out.address], ...extentOf(i.out));
    case "delta": {
      const [op, other] =
        "target" in i.source ? [layout.DELTA_TARGET, i.source.target] : [layout.DELTA_ERROR, i.source.error];
      return plain(
        op,
        [layout.A, i.a.address],
        [layout.B, other.address],
        [layout.OUT, i.out.address],
        ...extentOf(i.out),
      );
    }
    case "squaredError":
      return plain(
        layout.SQUARED_ERROR,
        [layout.A, i.a.address],
        [layout.B, i.target.address],
        [layout.OUT, i.out.address],
        [layout.ROWS, i.a.rows],
        [layout.COLS, i.a.cols],
        [layout.STRIDE, 4 * i.a.stride],
      );
    case "update":
      return {
        ...plain(layout.UPDATE_WEIGHTS, [layout.A, i.w.address], [layout.B, i.step.address], ...extentOf(i.w)),
        scalars: [[layout.RATE, i.rate]],
      };
  }
}

/** Of what is computed element by element. */
const extentOf = (m: WasmMatrix): Record["words"] => [
  [layout.ROWS, m.rows],
  [layout.COLS, m.cols],
  [layout.STRIDE, 4 * m.stride],
];

const plain = (op: number, ...words: Record["words"]): Record => ({ op, words, scalars: [], scratch: 0 });

function matmulRecord({
  a,
  b,
  out,
  transposeA = false,
  transposeB = false,
  bias,
  alpha = 1,
  beta = 0,
}: Op<"matmul">): Record {
  const inner = transposeA ? a.rows : a.cols;
  const kernel = kernelFor(out.rows, out.cols, inner, transposeA, transposeB);
  return {
    op: layout.MATMUL,
    words: [
      [layout.A, a.address],
      [layout.B, b.address],
      [layout.OUT, out.address],
      [layout.ROWS, out.rows],
      [layout.COLS, out.cols],
      [layout.STRIDE, 4 * out.stride],
      [layout.INNER, inner],
      [layout.A_ROW, transposeA ? 4 : 4 * a.stride],
      [layout.A_STEP, transposeA ? 4 * a.stride : 4],
      [layout.B_ROW, 4 * b.stride],
      [layout.KERNEL, kernel],
      [layout.FINISH, (bias ? layout.BIAS : 0) + (beta === 0 ? 0 : layout.KEEP)],
      [layout.BIAS_ADDRESS, bias?.address ?? 0],
    ],
    scalars: [
      [layout.ALPHA, alpha],
      [layout.BETA, beta],
    ],
    scratch: scratchFor(kernel, inner, out.stride),
  };
}

// where packing pays: products of fewer multiply-adds stay in the cache as they are
const PACKED_FROM = 2 ** 21;

/** By the shape of the whole operation alone, so that an element's bits don't depend on who computes it. */
function kernelFor(rows: number, cols: number, inner: number, transposeA: boolean, transposeB: boolean): number {
  if (transposeB && !transposeA && rows < 4) return layout.DOTS;
  if (rows * cols * inner >= PACKED_FROM && Math.min(rows, cols, inner) >= 32)
    return transposeB ? layout.PACKED_TRANSPOSED : layout.PACKED;
  return transposeB ? layout.TRANSPOSED : layout.UNPACKED;
}

function scratchFor(kernel: number, inner: number, stride: number): number {
  if (kernel === layout.TRANSPOSED) return 4 * inner * stride;
  if (kernel === layout.PACKED || kernel === layout.PACKED_TRANSPOSED) return layout.PACK_BYTES;
  return 0;
}

/** Which kernel computes a product: decided by its shape. */
export const kernelOf = ({ a, out, transposeA = false, transposeB = false }: Op<"matmul">): number =>
  kernelFor(out.rows, out.cols, transposeA ? a.rows : a.cols, transposeA, transposeB);

/** Whether a product's whole sum is known before any of it is stored. */
export function isOneBlock(i: Op<"matmul">): boolean {
  const kernel = kernelOf(i);
  return (
    (i.transposeA ? i.a.rows : i.a.cols) <= layout.PACK_INNER ||
    (kernel !== layout.PACKED && kernel !== layout.PACKED_TRANSPOSED)
  );
}
