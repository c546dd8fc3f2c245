import { type Kernel, thread } from "./kernel.ts";

/** The rows of a matrix, from arrays of the host. */
export const upload: Kernel = (layout) =>
  layout === "numbers"
    ? `function (values) {
  return values[this.thread.y][this.thread.x];
}`
    : `function (values) {
  const row = 2 * (${thread.row});
  const col = 2 * ${thread.col};
  return [values[row][col], values[row][col + 1], values[row + 1][col], values[row + 1][col + 1]];
}`;
