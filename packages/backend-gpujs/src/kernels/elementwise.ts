import { components, type Kernel, loadBlock } from "./kernel.ts";

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
  return (layout) =>
    layout === "numbers"
      ? `function (${parameters}) {
  return ${expression(...operands.map((m) => `${m}[this.thread.y][this.thread.x]`))};
}`
      : `function (${parameters}) {${operands.map((m) => loadBlock(layout)(m)).join("")}
  return [${components.map((c) => expression(...operands.map((m) => `${m}${c}`))).join(", ")}];
}`;
}
