/** What the text of a product depends on; alpha, beta and the rate are arguments. */
export interface Product {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly bias: boolean;
  readonly beta: boolean;
  /** The length of the sums. */
  readonly inner: number;
  /** What comes after it in the same kernel; never where kernels compute with numbers of another precision than they store. */
  readonly finish?: "sigmoid" | "delta" | "update" | undefined;
}
