import type { Encoding } from "@deltarule/data";
import type { Terminal } from "./terminal.ts";
import type { Measured } from "./training/measure.ts";

/** One object, one line. */
export const printJson = ({ out }: Terminal, value: object): void => {
  out.write(`${JSON.stringify(value)}\n`);
};

/** A measurement as JSON; classes are in the order of the confusion matrix. */
export function scoreJson({ target }: Encoding, { score, rows }: Measured) {
  if (score.type === "number") return { rows, rmse: score.rmse, r2: score.rSquared };
  const classes = target.type === "classes" ? target.classes : [];
  return { rows, accuracy: score.accuracy, confusion: score.confusion, classes };
}
