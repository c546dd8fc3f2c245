import { type Encoding, type InputColumn, inputSize, outputSize, type Target } from "@deltarule/data";
import { counted, plain } from "../text/numerals.ts";

/** How an input column becomes the activations of input units. */
export function inputText(column: InputColumn): string {
  if (column.type === "category")
    return `${counted(column.categories.length, "unit")}: one a category (${some(column.categories)})`;
  if (column.scaling === "standardise")
    return column.deviation === 0
      ? "1 unit: 0, constant"
      : `1 unit: (x ${less(column.mean)}) / ${plain(column.deviation)}`;
  if (column.scaling === "none") return "1 unit: x";
  const { min, max } = column;
  return min === max ? "1 unit: 0, constant" : `1 unit: (x ${less(min)}) / ${plain(max - min)}`;
}

/** How the target becomes the targets of output units. */
export function targetText(target: Target): string {
  if (target.type === "classes")
    return `${counted(target.classes.length, "unit")}: one a class (${some(target.classes)})`;
  return `1 unit: 0.1 + 0.8 (y ${less(target.min)}) / ${plain(target.max - target.min)}`;
}

/** Units of the first and the last layer. */
export const unitsText = (encoding: Encoding): string =>
  `${counted(inputSize(encoding), "input unit")}, ${counted(outputSize(encoding), "output unit")}`;

/** "− 3", or "+ 3" for what is below 0. */
const less = (x: number): string => (x < 0 ? `+ ${plain(-x)}` : `− ${plain(x)}`);

const shown = 6;

/** The first few of a list. */
export const some = (texts: readonly string[]): string =>
  texts.slice(0, shown).join(", ") + (texts.length > shown ? ", …" : "");
