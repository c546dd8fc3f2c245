import { components, type Kernel } from "./kernel.ts";

/** out_r = source_rows[r], the indices from the host */
export const gather: Kernel = ({ name }) =>
  name === "numbers"
    ? `function (source, rows) {
  return source[rows[this.thread.y]][this.thread.x];
}`
    : `function (source, rows) {
  const row4 = source[rows[this.thread.z]][0][this.thread.x];
  return [${components.map((c) => `row4[${c}]`).join(", ")}];
}`;
