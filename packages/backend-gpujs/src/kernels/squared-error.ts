import { type Kernel, thread } from "./kernel.ts";

/** out_r ← out_r + ½ Σ_k (t_k − a_k)²   n × 1, for K columns */
export const squaredError =
  (cols: number): Kernel =>
  ({ name }) =>
    name === "numbers" ? overNumbers(cols) : overBlocks(cols);

const overNumbers = (cols: number) => `function (a, target, out) {
  let sum = 0;
  for (let k = 0; k < ${cols}; k++) {
    const d = target[this.thread.y][k] - a[this.thread.y][k];
    sum += d * d;
  }
  return out[this.thread.y][0] + 0.5 * sum;
}`;

function overBlocks(cols: number): string {
  const whole = Math.floor(cols / 2);
  const add = (k: string | number, components: readonly number[]) => `
    const t = target[${thread.row}][${k}];
    const y = a[${thread.row}][${k}];
${components.map((c) => `    sum${c < 2 ? 0 : 1} += (t[${c}] - y[${c}]) * (t[${c}] - y[${c}]);`).join("\n")}`;
  return `function (a, target, out) {
  let sum0 = 0;
  let sum1 = 0;
  for (let k = 0; k < ${whole}; k++) {${add("k", [0, 1, 2, 3])}
  }${cols > 2 * whole ? `\n  {${add(whole, [0, 2])}\n  }` : ""}
  const before = out[${thread.row}][0];
  return [before[0] + 0.5 * sum0, 0, before[2] + 0.5 * sum1, 0];
}`;
}
