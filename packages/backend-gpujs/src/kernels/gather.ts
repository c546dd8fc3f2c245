import type { Layout } from "../layout.ts";
import { type Kernel, loadBlock, thread } from "./kernel.ts";

/** out_r = source_rows[r], the indices from the host */
export const gather: Kernel = (layout) =>
  layout === "numbers"
    ? `function (source, rows) {
  return source[rows[this.thread.y]][this.thread.x];
}`
    : `function (source, rows) {
  let left0 = 0; let right0 = 0; let left1 = 0; let right1 = 0;${half(layout, 0)}${half(layout, 1)}
  return [left0, right0, left1, right1];
}`;

/** A row of the block: one of the two rows of the block where its source lies. */
const half = (layout: Layout["name"], r: number) => `
  {
    const row = rows[2 * (${thread.row}) + ${r}];
    const down = Math.floor(row / 2);${loadBlock(layout)("source", "down")}
    left${r} = row === 2 * down ? source0 : source2;
    right${r} = row === 2 * down ? source1 : source3;
  }`;
