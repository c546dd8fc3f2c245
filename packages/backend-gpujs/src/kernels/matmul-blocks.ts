import type { Layout } from "../layout.ts";
import { hiddenDelta } from "./delta.ts";
import { components, loadBlock, thread } from "./kernel.ts";
import type { Product } from "./product.ts";
import { activation } from "./sigmoid.ts";
import { moved } from "./update.ts";

// blocks of each operand that a turn of the loop takes
const UNROLLED = 2;

/** A block of the product a thread: two blocks serve eight multiplications; number by number there would be two loads for each. */
export function productOfBlocks(
  layout: Layout["name"],
  { transposeA, transposeB, bias, beta, inner, finish }: Product,
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
  const product = (c: number) =>
    finish === "update" ? `s${c}` : `alpha * s${c}${bias ? ` + bias${c & 1}` : ""}${beta ? ` + beta * out${c}` : ""}`;
  const { operand, result } = finishing(finish);
  return `
  ${components.map((c) => `let s${c} = 0;`).join(" ")}
  for (let q = 0; q < ${inLoop}; q += ${UNROLLED}) {${turn}
  }${rest}${bias ? load("bias", 0) : ""}${beta ? load("out") : ""}${operand ? load(operand) : ""}${components
    .map((c) => `\n  const product${c} = ${product(c)};`)
    .join("")}
  return [${components.map((c) => result(`product${c}`, `${operand}${c}`)).join(", ")}];
`;
}

/** The matrix that the finish takes besides the product, and what it makes of the elements. */
function finishing(finish: Product["finish"]): {
  readonly operand?: string;
  readonly result: (product: string, element: string) => string;
} {
  switch (finish) {
    case "sigmoid":
      return { result: activation };
    case "delta":
      return { operand: "activation", result: (error, a) => hiddenDelta(a, error) };
    case "update":
      return { operand: "w", result: (step, w) => moved(w, step) };
    default:
      return { result: (product) => product };
  }
}

/** Where row r and column c of a block stand in it. */
const element = (r: number, c: number, transposed: boolean) => (transposed ? 2 * c + r : 2 * r + c);
