import type { Layout } from "../layout.ts";
import { type Kernel, loadBlock } from "./kernel.ts";

/** out_r ← out_r + ½ Σ_k (t_k − a_k)²   n × 1, for K columns */
export const squaredError =
  (cols: number): Kernel =>
  (layout) =>
    layout === "numbers" ? overNumbers(cols) : overBlocks(layout, cols);

const overNumbers = (cols: number) => `function (a, target, out) {
  let sum = 0;
  for (let k = 0; k < ${cols}; k++) {
    const d = target[this.thread.y][k] - a[this.thread.y][k];
    sum += d * d;
  }
  return out[this.thread.y][0] + 0.5 * sum;
}`;

function overBlocks(layout: Layout["name"], cols: number): string {
  const load = loadBlock(layout);
  const whole = Math.floor(cols / 2);
  const add = (k: string | number, numbers: readonly number[]) => `
  {${load("a", undefined, k)}${load("target", undefined, k)}${numbers
    .map((c) => `\n  sum${c >> 1} += (target${c} - a${c}) * (target${c} - a${c});`)
    .join("")}
  }`;
  return `function (a, target, out) {
  let sum0 = 0;
  let sum1 = 0;
  for (let k = 0; k < ${whole}; k++) {${add("k", [0, 1, 2, 3])}
  }${cols > 2 * whole ? add(whole, [0, 2]) : ""}${load("out", undefined, 0)}
  return [out0 + 0.5 * sum0, 0, out2 + 0.5 * sum1, 0];
}`;
}
