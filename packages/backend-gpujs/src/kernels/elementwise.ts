import { components, type Kernel, thread } from "./kernel.ts";

/**
 * A kernel that computes an element from the elements at its place.
 * @param operands names of the matrices, in the order of the arguments
 * @param scalars names of the numbers that follow them
 * @param expression of an element, given the text of each operand's element
 */
export function elementwise(
  operands: readonly string[],
  scalars: readonly string[],
  expression: (...elements: string[]) => string,
): Kernel {
  const parameters = [...operands, ...scalars].join(", ");
  return ({ name }) =>
    name === "numbers"
      ? `function (${parameters}) {
  return ${expression(...operands.map((m) => `${m}[this.thread.y][this.thread.x]`))};
}`
      : `function (${parameters}) {
${operands.map((m) => `  const ${m}4 = ${m}[${thread.row}][${thread.col}];`).join("\n")}
  return [${components.map((c) => expression(...operands.map((m) => `${m}4[${c}]`))).join(", ")}];
}`;
}
