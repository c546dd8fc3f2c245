import { components, type Kernel } from "./kernel.ts";

/** The rows of a matrix, from arrays of the host. */
export const upload: Kernel = ({ name }) =>
  name === "numbers"
    ? `function (values) {
  return values[this.thread.y][this.thread.x];
}`
    : `function (values) {
  const at = this.thread.x * 4;
  return [${components.map((c) => `values[this.thread.z][at + ${c}]`).join(", ")}];
}`;
