import { layout } from "@deltarule/backend-cpu/wasm";
import { isProduct, transposesA, transposesB, wordOf } from "./record-fields.ts";
import type { Divided } from "./shares.ts";

/** What the threads touch of a matrix together: each its own part, or each all of it. */
export interface Access {
  /** The matrix's address. */
  readonly matrix: number;
  /** Which part is whose, undefined for all: two accesses with the same parts need no barrier between them. */
  readonly parts: string | undefined;
  readonly writes: boolean;
}

/** Whether some thread touches what another one writes. */
export const collide = (a: Access, b: Access): boolean =>
  a.matrix === b.matrix && (a.writes || b.writes) && (a.parts === undefined || a.parts !== b.parts);

/** Every matrix that a record touches. */
export function accessesOf({ record, side, bounds }: Divided): Access[] {
  const parts = (along: Divided["side"]) => `${along} ${bounds}`;
  const reads = (field: number, of: string | undefined): Access => ({
    matrix: wordOf(record, field),
    parts: of,
    writes: false,
  });
  const writes = (field: number): Access => ({ matrix: wordOf(record, field), parts: parts(side), writes: true });
  const own = parts(side);

  if (isProduct(record)) {
    const isByRows = side === "rows";
    return [
      reads(layout.A, isByRows ? parts(transposesA(record) ? "columns" : "rows") : undefined),
      reads(layout.B, isByRows ? undefined : parts(transposesB(record) ? "rows" : "columns")),
      ...(wordOf(record, layout.FINISH) & layout.BIAS ? [reads(layout.BIAS_ADDRESS, isByRows ? undefined : own)] : []),
      writes(layout.OUT),
      ...(record.op === layout.FORWARD ? [writes(layout.ACTIVATION)] : []),
      ...(record.op === layout.HIDDEN ? [reads(layout.ACTIVATION, own), writes(layout.DELTA)] : []),
    ];
  }
  switch (record.op) {
    case layout.GATHER:
      return [reads(layout.A, undefined), writes(layout.OUT)];
    case layout.SIGMOID:
      return [reads(layout.A, own), writes(layout.OUT)];
    case layout.UPDATE_WEIGHTS:
      return [writes(layout.A), reads(layout.B, own)];
    case layout.OUTPUT:
      return [reads(layout.A, own), reads(layout.B, own), writes(layout.OUT), writes(layout.DELTA)];
    default:
      // a δ, or the squared error
      return [reads(layout.A, own), reads(layout.B, own), writes(layout.OUT)];
  }
}
