import { DeltaruleError } from "@deltarule/core";
import { counted } from "../text/numerals.ts";

export interface ShownOptions {
  /** Of the hidden layers, from 1: this unit alone, with all that is summed for it. */
  readonly unit?: number | undefined;
  readonly all?: boolean | undefined;
}

/** What is shown of a layer. */
export interface Shown {
  /** From 0. */
  readonly units: readonly number[];
  /** How many units aren't. */
  readonly left: number;
  /** Every term of a sum. */
  readonly terms: boolean;
}

const few = 3;

/**
 * For each layer, first hidden layer to output layer, what is shown of it.
 * @param sizes units a layer, input layer first
 * @param answers the output units that the prediction and the target are of
 * @throws OPTION_INVALID: no layer has such a unit
 */
export function shownOf(sizes: readonly number[], answers: readonly number[], { unit, all }: ShownOptions): Shown[] {
  const layers = sizes.slice(1);
  // without hidden layers there is but one to choose a unit of
  const chosenFrom = layers.length > 1 ? layers.slice(0, -1) : layers;
  const most = Math.max(...chosenFrom);
  if (unit !== undefined && unit > most)
    throw new DeltaruleError(
      "OPTION_INVALID",
      `--unit ${unit}: the widest layer to choose from has ${counted(most, "unit")}`,
    );
  return layers.map((size, l) => {
    const every = Array.from({ length: size }, (_, j) => j);
    if (unit !== undefined && l < chosenFrom.length)
      return { units: every.slice(unit - 1, unit), left: unit > size ? size : 0, terms: true };
    if (all || size <= few + 1) return { units: every, left: 0, terms: all ?? false };
    const some = l === layers.length - 1 ? answers : every.slice(0, few);
    return { units: some, left: size - some.length, terms: false };
  });
}

/** What stands for the units that aren't shown, if there are any. */
export const leftGroup = ({ left }: Shown, hidden: boolean): string[][] =>
  left > 0 ? [[`… ${counted(left, "other unit")} (--all${hidden ? ", --unit <n>" : ""})`]] : [];
