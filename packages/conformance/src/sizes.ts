/** n × k × m for a product (rows of the result, length of the sums, columns of the result); rows × columns for the rest. */
export type Size = readonly number[];

// ones, primes, powers of two, one more and one less than those, long and thin, wide and flat: where tiles, vectors and
// threads have their remainders. Small first.

export const productSizes: readonly Size[] = [
  [1, 1, 1],
  [1, 1, 2],
  [1, 2, 1],
  [2, 1, 1],
  [2, 2, 2],
  [2, 3, 5],
  [3, 1, 4],
  [1, 7, 1],
  [4, 4, 4],
  [7, 5, 3],
  [5, 13, 11],
  [8, 8, 8],
  [9, 7, 8],
  [16, 16, 16],
  [15, 17, 16],
  [17, 31, 13],
  [32, 33, 31],
  [1, 513, 1],
  [513, 1, 1],
  [1, 1, 513],
  [513, 3, 2],
  [2, 513, 3],
  [3, 2, 513],
  [64, 64, 64],
  [63, 65, 64],
  [127, 129, 33],
  [65, 513, 33],
];

export const fewProductSizes: readonly Size[] = [
  [1, 1, 1],
  [2, 3, 5],
  [17, 31, 13],
  [33, 65, 64],
];

export const shapes: readonly Size[] = [
  [1, 1],
  [1, 2],
  [2, 1],
  [2, 2],
  [3, 5],
  [7, 1],
  [4, 4],
  [1, 13],
  [8, 9],
  [17, 31],
  [1, 513],
  [513, 1],
  [33, 65],
];
