import { components } from "./kernel.ts";
import type { Product } from "./product.ts";

/**
 * Four columns of the product a thread. Where the sum runs along a quad, five loads serve sixteen multiplications; number by number
 * there would be two loads for each.
 */
export function productOfQuads({ transposeA, transposeB, bias, beta, inner }: Product): string {
  // summed four at a time, the last of them only as far as the sum goes: behind a row's last column stands anything
  const last = Math.ceil(inner / 4) - 1;
  const load = [loadA(transposeA), loadB(transposeB)] as const;
  const add = (q: string | number, count: number) =>
    `${load[0](q, count)}${load[1](q, count)}${components
      .map((c) => `\n    s${c} += ${sum(count, (i) => `a${i} * ${transposeB ? `b${c}[${i}]` : `b${i}[${c}]`}`)};`)
      .join("")}`;
  const at = "[this.thread.z][0][this.thread.x]";
  const finish = (c: number) => `alpha * s${c}${bias ? ` + bias4[${c}]` : ""}${beta ? ` + beta * out4[${c}]` : ""}`;
  return `
  ${components.map((c) => `let s${c} = 0;`).join(" ")}${transposeA ? selectRow : ""}
  for (let q = 0; q < ${last}; q++) {${add("q", 4)}
  }
  {${add(last, inner - 4 * last)}
  }${bias ? "\n  const bias4 = bias[0][0][this.thread.x];" : ""}${beta ? `\n  const out4 = out${at};` : ""}
  return [${components.map(finish).join(", ")}];
`;
}

/** a0 … a3: the numbers of a that the quad of the sum takes. */
const loadA = (transposeA: boolean) => (q: string | number, count: number) =>
  transposeA
    ? times(
        count,
        (i) => `
    const p${i} = a[${q} * 4 + ${i}][0][column];
    const a${i} = ${component(`p${i}`)};`,
      )
    : `
    const p = a[this.thread.z][0][${q}];${times(
      count,
      (i) => `
    const a${i} = p[${i}];`,
    )}`;

/** Four quads of b: row by row of the sum, or (transposed) column by column of the product. */
const loadB = (transposeB: boolean) => (q: string | number, count: number) =>
  transposeB
    ? times(
        4,
        (c) => `
    const b${c} = b[this.thread.x * 4 + ${c}][0][${q}];`,
      )
    : times(
        count,
        (i) => `
    const b${i} = b[${q} * 4 + ${i}][0][this.thread.x];`,
      );

/** The thread's row is a column of a transposed a: where it lies. */
const selectRow = `
  const column = Math.floor(this.thread.z / 4);
  const place = this.thread.z - column * 4;`;

/** A choice and not a product with 0s and 1s, in which a NaN next to it would spread. */
const component = (quad: string) =>
  `place === 0 ? ${quad}[0] : (place === 1 ? ${quad}[1] : (place === 2 ? ${quad}[2] : ${quad}[3]))`;

const times = (count: number, text: (i: number) => string) => Array.from({ length: count }, (_, i) => text(i)).join("");
const sum = (count: number, term: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => term(i)).join(" + ");
