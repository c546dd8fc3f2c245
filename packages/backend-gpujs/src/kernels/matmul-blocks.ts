import type { Layout } from "../layout.ts";
import { components, loadBlock, thread } from "./kernel.ts";
import type { Product } from "./product.ts";

// blocks of each operand that a turn of the loop takes
const UNROLLED = 2;

/** A block of the product a thread: two blocks serve eight multiplications; number by number there would be two loads for each. */
export function productOfBlocks(
  layout: Pick<Layout, "name">,
  { transposeA, transposeB, bias, beta, inner }: Product,
): string {
  const load = loadBlock(layout);
  const { row, col } = thread;
  const terms = (c: number, count: number) =>
    Array.from(
      { length: count },
      (_, i) => `a${element(c >> 1, i, transposeA)} * b${element(i, c & 1, transposeB)}`,
    ).join(" + ");
  const add = (q: string | number, count: number) => `
  {${transposeA ? load("a", q, row) : load("a", row, q)}${transposeB ? load("b", col, q) : load("b", q, col)}${components
    .map((c) => `\n  s${c} += ${terms(c, count)};`)
    .join("")}
  }`;
  const inLoop = Math.floor(inner / (2 * UNROLLED)) * UNROLLED;
  const turn = Array.from({ length: UNROLLED }, (_, u) => add(`q + ${u}`, 2)).join("");
  // the last block only as far as the sum goes: behind a last row or column stands anything
  const rest = Array.from({ length: Math.ceil(inner / 2) - inLoop }, (_, u) =>
    add(inLoop + u, Math.min(2, inner - 2 * (inLoop + u))),
  ).join("");
  const finish = (c: number) => `alpha * s${c}${bias ? ` + bias${c & 1}` : ""}${beta ? ` + beta * out${c}` : ""}`;
  return `
  ${components.map((c) => `let s${c} = 0;`).join(" ")}
  for (let q = 0; q < ${inLoop}; q += ${UNROLLED}) {${turn}
  }${rest}${bias ? load("bias", 0) : ""}${beta ? load("out") : ""}
  return [${components.map(finish).join(", ")}];
`;
}

/** Where row r and column c of a block stand in it. */
const element = (r: number, c: number, transposed: boolean) => (transposed ? 2 * c + r : 2 * r + c);
