import type { Product } from "./product.ts";

/** A number of the product a thread, its sum unrolled four times. */
export function productOfNumbers({ transposeA, transposeB, bias, beta, inner }: Product): string {
  const term = (i: string | number) =>
    `${transposeA ? `a[${i}][this.thread.y]` : `a[this.thread.y][${i}]`} * ${transposeB ? `b[this.thread.x][${i}]` : `b[${i}][this.thread.x]`}`;
  const unrolled = inner - (inner % 4);
  const rest = Array.from({ length: inner - unrolled }, (_, i) => `\n  sum += ${term(unrolled + i)};`).join("");
  return `
  let sum = 0;
  for (let i = 0; i < ${unrolled}; i += 4) {
    sum += ${term("i")};
    sum += ${term("i + 1")};
    sum += ${term("i + 2")};
    sum += ${term("i + 3")};
  }${rest}
  return alpha * sum${bias ? " + bias[0][this.thread.x]" : ""}${beta ? " + beta * out[this.thread.y][this.thread.x]" : ""};
`;
}
