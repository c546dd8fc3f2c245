/** What the text of a product depends on; alpha and beta are arguments. */
export interface Product {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly bias: boolean;
  readonly beta: boolean;
  /** The length of the sums. */
  readonly inner: number;
}
