import type { Matrix } from "@deltarule/core";

/** How a matrix lies on the device, as far as the text of a kernel depends on it. */
export interface Layout {
  readonly name: "numbers" | "quads";
  /** gpu.js's output for a matrix: the thread's axes from the innermost. */
  output(m: Matrix): number[];
}

/** A thread a number, [row][column]: buffers and arrays. */
export const numbers: Layout = {
  name: "numbers",
  output: ({ rows, cols }) => [cols, rows],
};

/**
 * Four columns a thread and a texel, [row][0][column / 4]: one load of a texture gives four numbers. What stands behind a row's last
 * column is undefined and must not be read. The axis of length 1 makes gpu.js fold the whole matrix into a square texture, where it
 * would otherwise take a texture's side for the rows.
 */
export const quads: Layout = {
  name: "quads",
  output: ({ rows, cols }) => [quadsOf(cols), 1, rows],
};

export const quadsOf = (cols: number): number => Math.ceil(cols / 4);
