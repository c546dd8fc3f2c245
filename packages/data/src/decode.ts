import { DeltaruleError, type Samples } from "@deltarule/core";
import type { ClassTarget, Encoding, NumberTarget } from "./encoding.ts";

/** What a network's outputs say, in the table's terms. */
export type Prediction = ClassPrediction | NumberPrediction;

export interface ClassPrediction {
  readonly type: "class";
  /** The class of the largest output, the first of equal ones. */
  readonly label: string;
  /** The activation of each class's unit, in the order of the encoding's classes: each in [0, 1], but their sum need not be 1. */
  readonly outputs: readonly number[];
}

export interface NumberPrediction {
  readonly type: "number";
  /** In the target's units; never further than ⅛ of training's range outside it, as a sigmoid can't be. */
  readonly value: number;
}

/**
 * One sample's outputs (K activations) as a class or a number.
 * @throws SHAPE_MISMATCH: not K outputs · NOT_FINITE: one of them is NaN or infinite
 */
export const decode = ({ target }: Encoding, outputs: ArrayLike<number>): Prediction =>
  target.type === "classes" ? decodeClass(target, outputs) : decodeNumber(target, outputs);

/** `decode` for each row of outputs (n × K). */
export const decodeRows = (encoding: Encoding, outputs: Samples): Prediction[] =>
  outputRows(outputs).map((row) => decode(encoding, row));

export function decodeClass({ classes }: ClassTarget, outputs: ArrayLike<number>): ClassPrediction {
  const activations = checked(outputs, classes.length);
  const largest = activations.reduce((best, a, k) => (a > activations[best]! ? k : best), 0);
  return { type: "class", label: classes[largest]!, outputs: activations };
}

/** y = min + (a − 0.1) (max − min) / 0.8 */
export function decodeNumber({ min, max }: NumberTarget, outputs: ArrayLike<number>): NumberPrediction {
  const [a] = checked(outputs, 1);
  return { type: "number", value: min + ((a! - 0.1) * (max - min)) / 0.8 };
}

/** Row r of outputs, for each r. */
export function outputRows(outputs: Samples): readonly ArrayLike<number>[] {
  if (!("cols" in outputs)) return outputs;
  const { rows, cols, values } = outputs;
  return Array.from({ length: rows }, (_, r) => values.subarray(r * cols, (r + 1) * cols));
}

function checked(outputs: ArrayLike<number>, size: number): number[] {
  if (outputs.length !== size)
    throw new DeltaruleError(
      "SHAPE_MISMATCH",
      `decode: ${outputs.length} outputs; expected ${size}, as in the encoding`,
    );
  const activations = Array.from(outputs);
  const bad = activations.findIndex((a) => !Number.isFinite(a));
  if (bad >= 0)
    throw new DeltaruleError("NOT_FINITE", `decode: output ${bad} is ${activations[bad]}; expected a number`);
  return activations;
}
