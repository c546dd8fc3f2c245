import { components, thread } from "./kernel.ts";
import type { Product } from "./product.ts";

// blocks of each operand that a turn of the loop takes
const UNROLLED = 2;

/** A block of the product a thread: two loads serve eight multiplications; number by number there would be two loads for each. */
export function productOfBlocks({ transposeA, transposeB, bias, beta, inner }: Product): string {
  const a = (q: string | number) => (transposeA ? `a[${q}][${thread.row}]` : `a[${thread.row}][${q}]`);
  const b = (q: string | number) => (transposeB ? `b[${thread.col}][${q}]` : `b[${q}][${thread.col}]`);
  const terms = (c: number, count: number) =>
    Array.from(
      { length: count },
      (_, i) => `a4[${element(c >> 1, i, transposeA)}] * b4[${element(i, c & 1, transposeB)}]`,
    ).join(" + ");
  const add = (q: string | number, count: number) => `
    {
      const a4 = ${a(q)};
      const b4 = ${b(q)};${components.map((c) => `\n      s${c} += ${terms(c, count)};`).join("")}
    }`;
  const inLoop = Math.floor(inner / (2 * UNROLLED)) * UNROLLED;
  const turn = Array.from({ length: UNROLLED }, (_, u) => add(`q + ${u}`, 2)).join("");
  // the last block only as far as the sum goes: behind a last row or column stands anything
  const rest = Array.from({ length: Math.ceil(inner / 2) - inLoop }, (_, u) =>
    add(inLoop + u, Math.min(2, inner - 2 * (inLoop + u))),
  ).join("");
  const finish = (c: number) => `alpha * s${c}${bias ? ` + bias4[${c & 1}]` : ""}${beta ? ` + beta * out4[${c}]` : ""}`;
  return `
  ${components.map((c) => `let s${c} = 0;`).join(" ")}
  for (let q = 0; q < ${inLoop}; q += ${UNROLLED}) {${turn}
  }${rest}${bias ? `\n  const bias4 = bias[0][${thread.col}];` : ""}${beta ? `\n  const out4 = out[${thread.row}][${thread.col}];` : ""}
  return [${components.map(finish).join(", ")}];
`;
}

/** Where row r and column c of a block stand in it. */
const element = (r: number, c: number, transposed: boolean) => (transposed ? 2 * c + r : 2 * r + c);
