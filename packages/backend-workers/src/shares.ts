import { layout, type Record } from "@deltarule/backend-cpu/wasm";
import { hasSumsOfRows, isProduct, transposesB, wordOf } from "./record-fields.ts";

/** A record as threads divide it: thread t has the rows, or the columns, of out from bounds[t] up to, without, bounds[t + 1]. */
export interface Divided {
  readonly record: Record;
  readonly side: "rows" | "columns";
  readonly bounds: readonly number[];
}

// rows divide a record much more evenly than its columns do when the largest share of columns is larger by so much
const UNEVEN = 1.25;

/**
 * By columns, so that a thread has units of the layer, and the weights into them are read and written by it alone and stay in its core's
 * cache; by rows where the columns are too few.
 */
export function divide(record: Record, threads: number): Divided {
  const [rows, cols] = [wordOf(record, layout.ROWS), wordOf(record, layout.COLS)];
  const byRows: Divided = { record, side: "rows", bounds: boundsOf(rows, threads, 1) };
  if (record.op === layout.GATHER || hasSumsOfRows(record)) return byRows;
  const byColumns: Divided = { record, side: "columns", bounds: boundsOf(cols, threads, 4) };
  const [ofRows, ofColumns] = [largestOf(byRows, 1) / rows, largestOf(byColumns, 4) / Math.ceil(cols / 4)];
  return ofColumns <= UNEVEN * ofRows ? byColumns : byRows;
}

/** In whole tiles of eight where there are many. */
function boundsOf(count: number, threads: number, least: number): number[] {
  const unit = count >= 16 * threads ? 8 : least;
  return Array.from({ length: threads + 1 }, (_, t) =>
    t === threads ? count : Math.min(count, unit * Math.round((count * t) / threads / unit)),
  );
}

/** The largest share, in units of so many. */
const largestOf = ({ bounds }: Divided, unit: number): number =>
  Math.max(...bounds.slice(1).map((to, t) => Math.ceil((to - bounds[t]!) / unit)));

/**
 * The same record for a thread's share of out, or undefined where it has none. The kernel stays the one that the whole shape chose, and
 * a share of columns begins where a vector does, so the bits are those of one thread.
 */
export function shareOf({ record, side, bounds }: Divided, thread: number): Record | undefined {
  const [from, to] = [bounds[thread]!, bounds[thread + 1]!];
  if (from === to) return undefined;
  const counted = side === "rows" ? layout.ROWS : layout.COLS;
  const steps = new Map(stepsOf(record).map(([offset, aRow, aColumn]) => [offset, side === "rows" ? aRow : aColumn]));
  return {
    ...record,
    words: record.words.map(([offset, value]) => [
      offset,
      offset === counted ? to - from : value + from * (steps.get(offset) ?? 0),
    ]),
  };
}

/** How far each address moves with a row of out, and with a column. */
function stepsOf(r: Record): (readonly [offset: number, aRow: number, aColumn: number])[] {
  const stride = wordOf(r, layout.STRIDE);
  if (isProduct(r))
    return [
      [layout.A, wordOf(r, layout.A_ROW), 0],
      [layout.B, 0, transposesB(r) ? wordOf(r, layout.B_ROW) : 4],
      [layout.BIAS_ADDRESS, 0, 4],
      [layout.OUT, stride, 4],
      [layout.ACTIVATION, stride, 4],
      [layout.DELTA, stride, 4],
    ];
  if (r.op === layout.GATHER)
    return [
      [layout.FIRST_INDEX, 4, 0],
      [layout.OUT, stride, 4],
    ];
  return [
    [layout.A, stride, 4],
    [layout.B, stride, 4],
    // an error is one column, a vector a row
    [layout.OUT, hasSumsOfRows(r) ? 16 : stride, 4],
    [layout.DELTA, stride, 4],
  ];
}
