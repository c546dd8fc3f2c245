import { layout, type Record } from "@deltarule/backend-cpu/wasm";

/** A field of a record, by its offset. */
export const wordOf = ({ words }: Record, offset: number): number => words.find(([at]) => at === offset)?.[1] ?? 0;

/** Whether an operation's sums run along the rows of what it reads, so that its columns can't be divided. */
export const hasSumsOfRows = ({ op }: Record): boolean => op === layout.SQUARED_ERROR || op === layout.OUTPUT;

export const isProduct = ({ op }: Record): boolean =>
  op === layout.MATMUL || op === layout.FORWARD || op === layout.HIDDEN;

/** Of a product: whether a's rows are the products of a sum. */
export const transposesA = (r: Record): boolean => wordOf(r, layout.A_STEP) !== 4;

/** Of a product: whether a column of out belongs to a row of b. */
export function transposesB(r: Record): boolean {
  const kernel = wordOf(r, layout.KERNEL);
  return kernel === layout.DOTS || kernel === layout.TRANSPOSED || kernel === layout.PACKED_TRANSPOSED;
}
