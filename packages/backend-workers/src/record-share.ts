import { layout, type Record } from "@deltarule/backend-cpu/wasm";

/** A thread's rows of `rows`: from the first up to, without, the second. */
export function rowsOf(rows: number, thread: number, threads: number): readonly [from: number, to: number] {
  // whole tiles of four rows where there are many
  const unit = rows >= 16 * threads ? 4 : 1;
  const bound = (t: number) => (t === threads ? rows : Math.floor((rows * t) / threads / unit) * unit);
  return [bound(thread), bound(thread + 1)];
}

/** A field of a record, by its offset. */
export const wordOf = ({ words }: Record, offset: number): number => words.find(([at]) => at === offset)?.[1] ?? 0;

/** Bytes from one row to the next of each matrix that a record has a thread's own rows of. */
function rowFields(r: Record): (readonly [offset: number, bytesARow: number])[] {
  const stride = wordOf(r, layout.STRIDE);
  switch (r.op) {
    case layout.GATHER:
      return [
        [layout.OUT, stride],
        [layout.FIRST_INDEX, 4],
      ];
    case layout.SQUARED_ERROR:
    case layout.OUTPUT:
      return [
        [layout.A, stride],
        [layout.B, stride],
        // the error is one column, a vector a row
        [layout.OUT, 16],
        [layout.DELTA, stride],
      ];
    case layout.MATMUL:
    case layout.FORWARD:
    case layout.HIDDEN:
      return [
        [layout.A, wordOf(r, layout.A_ROW)],
        [layout.OUT, stride],
        [layout.ACTIVATION, stride],
        [layout.DELTA, stride],
      ];
    default:
      return [
        [layout.A, stride],
        [layout.B, stride],
        [layout.OUT, stride],
      ];
  }
}

/**
 * The same record for a thread's rows of out, or undefined where it has none. The kernel stays the one that the whole shape chose, so the
 * bits are those of one thread.
 */
export function shareOf(r: Record, thread: number, threads: number): Record | undefined {
  const [from, to] = rowsOf(wordOf(r, layout.ROWS), thread, threads);
  if (from === to) return undefined;
  const fields = new Map(rowFields(r));
  const isProduct = r.op === layout.MATMUL || r.op === layout.FORWARD || r.op === layout.HIDDEN;
  return {
    ...r,
    words: r.words.map(([offset, value]) => {
      if (offset === layout.ROWS) return [offset, to - from];
      // a product has INNER where others have BYTES
      if (offset === layout.BYTES && !isProduct) return [offset, (to - from) * wordOf(r, layout.STRIDE)];
      return [offset, value + from * (fields.get(offset) ?? 0)];
    }),
  };
}

/** The matrices of a record by their addresses: read whole by every thread, read by own rows, written by own rows. */
export function accessOf(r: Record): { whole: number[]; own: number[]; written: number[] } {
  const at = (offset: number) => wordOf(r, offset);
  const out = at(layout.OUT);
  switch (r.op) {
    case layout.GATHER:
      return { whole: [at(layout.A)], own: [], written: [out] };
    case layout.SIGMOID:
      return { whole: [], own: [at(layout.A)], written: [out] };
    case layout.DELTA_TARGET:
    case layout.DELTA_ERROR:
      return { whole: [], own: [at(layout.A), at(layout.B)], written: [out] };
    case layout.SQUARED_ERROR:
      return { whole: [], own: [at(layout.A), at(layout.B), out], written: [out] };
    case layout.OUTPUT:
      return { whole: [], own: [at(layout.A), at(layout.B), out], written: [out, at(layout.DELTA)] };
    case layout.UPDATE_WEIGHTS:
      return { whole: [], own: [at(layout.A), at(layout.B)], written: [at(layout.A)] };
    default: {
      const transposed = at(layout.A_STEP) !== 4;
      const bias = at(layout.FINISH) & layout.BIAS ? [at(layout.BIAS_ADDRESS)] : [];
      return {
        whole: [at(layout.B), ...bias, ...(transposed ? [at(layout.A)] : [])],
        own: [out, ...(transposed ? [] : [at(layout.A)]), ...(r.op === layout.HIDDEN ? [at(layout.ACTIVATION)] : [])],
        written: [
          out,
          ...(r.op === layout.FORWARD ? [at(layout.ACTIVATION)] : []),
          ...(r.op === layout.HIDDEN ? [at(layout.DELTA)] : []),
        ],
      };
    }
  }
}
