import {
  type Encoding,
  type InputColumn,
  inputSize,
  type NumberColumn,
  outputSize,
  type Target,
} from "@deltarule/data";
import { counted, plain } from "../text/numerals.ts";

/** How an input column becomes the activations of input units. */
export const inputText = (column: InputColumn): string =>
  column.type === "category"
    ? `${counted(column.categories.length, "unit")}: one a category (${some(column.categories)})`
    : `1 unit: ${scalingText(column)}`;

/** How a number x becomes an activation. */
export function scalingText(column: NumberColumn): string {
  if (isConstant(column)) return "0, constant";
  if (column.scaling === "none") return "x";
  const [zero, one] =
    column.scaling === "standardise" ? [column.mean, column.deviation] : [column.min, column.max - column.min];
  return zero === 0 ? `x / ${plain(one)}` : `(x ${less(zero)}) / ${plain(one)}`;
}

/** The weights of such a column reach nothing: its activation is always 0. */
export const isConstant = (column: InputColumn): boolean =>
  column.type === "number" &&
  ((column.scaling === "standardise" && column.deviation === 0) ||
    (column.scaling === "range" && column.min === column.max));

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
