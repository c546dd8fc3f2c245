import type { Matrix } from "@deltarule/core";

/** How a matrix lies on the device, as far as the text of a kernel depends on it. */
export interface Layout {
  /** Numbers; or blocks, in the texels of a texture or in a buffer. */
  readonly name: "numbers" | "texels" | "buffer";
  /** gpu.js's output for a matrix: the thread's axes from the innermost. */
  output(m: Matrix): number[];
}

/** A thread a number, [row][column]: arrays. */
export const numbers: Layout = {
  name: "numbers",
  output: ({ rows, cols }) => [cols, rows],
};

/**
 * Blocks: two rows of two columns a thread, [row / 2][column / 2], row by row within. A product of blocks loads half as much as one of numbers,
 * or a quarter where a texel holds a block, and as little for transposed matrices as for others. What stands behind a matrix's last row or
 * column is undefined and must not be read.
 */
export const blocksInBuffer: Layout = {
  name: "buffer",
  output: ({ rows, cols }) => [blocksOf(cols), blocksOf(rows)],
};

/**
 * A block a texel. gpu.js gives a texture the output's shape, if it has two axes and more than one row. Where the device has no such texture an
 * axis of length 1 between them makes gpu.js fold the whole into a square.
 * @param side the longest side of a texture
 */
export const blocksInTexels = (side: number): Layout => ({
  name: "texels",
  output({ rows, cols }) {
    const [across, down] = [blocksOf(cols), Math.max(2, blocksOf(rows))];
    return Math.max(across, down) <= side ? [across, down] : [across, 1, down];
  },
});

/** How many blocks cover rows or columns. */
export const blocksOf = (length: number): number => Math.ceil(length / 2);

/** A matrix's numbers row by row, without what stands behind the last row and column. */
export function numbersOf(blocks: Float32Array, { rows, cols }: Matrix): Float32Array {
  const across = blocksOf(cols);
  const values = new Float32Array(rows * cols);
  for (let r = 0; r < rows; r++) {
    // the row's place in its block
    const start = 4 * (r >> 1) * across + 2 * (r & 1);
    for (let c = 0; c < cols; c++) values[r * cols + c] = blocks[start + 4 * (c >> 1) + (c & 1)]!;
  }
  return values;
}
