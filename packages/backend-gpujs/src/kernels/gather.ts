import { type Kernel, thread } from "./kernel.ts";

/** out_r = source_rows[r], the indices from the host */
export const gather: Kernel = ({ name }) =>
  name === "numbers"
    ? `function (source, rows) {
  return source[rows[this.thread.y]][this.thread.x];
}`
    : `function (source, rows) {${half(0)}${half(1)}
  return [left0, right0, left1, right1];
}`;

/** A row of the block: one of the two rows of the block where its source lies. */
const half = (r: number) => `
  const row${r} = rows[2 * (${thread.row}) + ${r}];
  const down${r} = Math.floor(row${r} / 2);
  const block${r} = source[down${r}][${thread.col}];
  const left${r} = row${r} === 2 * down${r} ? block${r}[0] : block${r}[2];
  const right${r} = row${r} === 2 * down${r} ? block${r}[1] : block${r}[3];`;
