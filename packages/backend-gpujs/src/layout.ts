import type { Matrix } from "@deltarule/core";

/** How a matrix lies on the device, as far as the text of a kernel depends on it. */
export interface Layout {
  readonly name: "numbers" | "blocks";
  /** gpu.js's output for a matrix: the thread's axes from the innermost. */
  output(m: Matrix): number[];
}

/** A thread a number, [row][column]: buffers and arrays. */
export const numbers: Layout = {
  name: "numbers",
  output: ({ rows, cols }) => [cols, rows],
};

/**
 * Two rows of two columns a thread and a texel, [row / 2][column / 2], row by row within: so a load of a texture gives four numbers, and a
 * product does as well with a transposed matrix as with another. What stands behind a matrix's last row or column is undefined and must not
 * be read.
 *
 * gpu.js gives a texture the output's shape, if it has two axes and more than one row. Where the device has no such texture an axis of length 1
 * between them makes gpu.js fold the whole into a square.
 * @param side the longest side of a texture
 */
export const blocks = (side: number): Layout => ({
  name: "blocks",
  output({ rows, cols }) {
    const [across, down] = [blocksOf(cols), Math.max(2, blocksOf(rows))];
    return Math.max(across, down) <= side ? [across, down] : [across, 1, down];
  },
});

/** How many blocks cover rows or columns. */
export const blocksOf = (length: number): number => Math.ceil(length / 2);
