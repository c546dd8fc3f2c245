import type { Layout } from "../layout.ts";

/**
 * The text that gpu.js translates for the device. It is text and not a function because gpu.js reads the source of functions, which a
 * user's minifier may have turned into something that it doesn't know.
 */
export type Kernel = (layout: Layout["name"]) => string;

/** A thread's row and column of blocks; one of y and z is always 0. */
export const thread = { row: "this.thread.y + this.thread.z", col: "this.thread.x" } as const;

/** A block's numbers, row by row. */
export const components = [0, 1, 2, 3] as const;

/**
 * Declares the numbers of a block: m0 … m3 of m.
 * @param row text of the block's row; its column likewise
 */
export const loadBlock =
  (layout: Layout["name"]) =>
  (m: string, row: string | number = thread.row, col: string | number = thread.col): string =>
    layout === "texels"
      ? `
  const ${m}4 = ${m}[${row}][${col}];${components.map((c) => `\n  const ${m}${c} = ${m}4[${c}];`).join("")}`
      : components.map((c) => `\n  const ${m}${c} = ${m}[${row}][4 * (${col}) + ${c}];`).join("");
