import { quadsOf } from "../layout.ts";
import { components, type Kernel } from "./kernel.ts";

/** out_r ← out_r + ½ Σ_k (t_k − a_k)²   n × 1, for K columns */
export const squaredError =
  (cols: number): Kernel =>
  ({ name }) =>
    name === "numbers" ? overNumbers(cols) : overQuads(cols);

const overNumbers = (cols: number) => `function (a, target, out) {
  let sum = 0;
  for (let k = 0; k < ${cols}; k++) {
    const d = target[this.thread.y][k] - a[this.thread.y][k];
    sum += d * d;
  }
  return out[this.thread.y][0] + 0.5 * sum;
}`;

function overQuads(cols: number): string {
  const last = quadsOf(cols) - 1;
  const add = (k: string | number, count: number) => `
    const t = target[this.thread.z][0][${k}];
    const y = a[this.thread.z][0][${k}];
${components
  .slice(0, count)
  .map((c) => `    sum += (t[${c}] - y[${c}]) * (t[${c}] - y[${c}]);`)
  .join("\n")}`;
  return `function (a, target, out) {
  let sum = 0;
  for (let k = 0; k < ${last}; k++) {${add("k", 4)}
  }
  ${add(last, cols - 4 * last)}
  const before = out[this.thread.z][0][0];
  return [before[0] + 0.5 * sum, 0, 0, 0];
}`;
}
