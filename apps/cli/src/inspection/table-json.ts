import { type Inspection, inputSize, outputSize } from "@deltarule/data";
import { inOurTerms, warningsInOurTerms } from "../terms.ts";

/** An inspection as JSON lines: an object a column, in the table's order, and the result. */
export function tableLines({ name, rows, header, columns, target, encoding, problem, warnings }: Inspection): object[] {
  const { target: encodedTarget, inputs = [], missing, unseen } = encoding ?? {};
  const encodedInputs = new Map(inputs.map((column) => [column.name, column]));
  return [
    ...columns.map((column) => ({
      type: "column",
      name: column.name,
      role: column.role,
      // not "type", which says what the line is
      values: column.type,
      missing: column.missing,
      distinct: column.distinct,
      numbers: column.numbers,
      examples: column.examples,
      encoding: column.role === "target" ? encodedTarget : encodedInputs.get(column.name),
    })),
    {
      type: "result",
      name,
      header,
      rows,
      columns: columns.length,
      target,
      encoding: encoding && { inputs: inputSize(encoding), outputs: outputSize(encoding), missing, unseen },
      problem: problem && inOurTerms(problem),
      warnings: warningsInOurTerms(warnings),
    },
  ];
}
