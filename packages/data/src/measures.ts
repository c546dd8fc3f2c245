import { DeltaruleError } from "@deltarule/core";

/**
 * The share of predictions that are right, in [0, 1].
 * @throws SHAPE_MISMATCH: not one prediction a value · DATA_INVALID: none at all
 */
export function accuracy(actual: readonly string[], predicted: readonly string[]): number {
  check("accuracy", actual, predicted);
  return actual.filter((label, r) => label === predicted[r]).length / actual.length;
}

/**
 * Counts, a row an actual class and a column a predicted one, in the order of `classes`.
 * @throws SHAPE_MISMATCH: not one prediction a value · DATA_INVALID: none at all, or a label that isn't among the classes
 */
export function confusionMatrix(
  classes: readonly string[],
  actual: readonly string[],
  predicted: readonly string[],
): number[][] {
  check("confusionMatrix", actual, predicted);
  const index = new Map(classes.map((label, k) => [label, k]));
  const at = (label: string) => {
    const k = index.get(label);
    if (k === undefined) throw new DeltaruleError("DATA_INVALID", `confusionMatrix: "${label}" is none of the classes`);
    return k;
  };
  const counts = classes.map(() => classes.map(() => 0));
  for (const [r, label] of actual.entries()) counts[at(label)]![at(predicted[r]!)]!++;
  return counts;
}

/**
 * √(Σ (y − ŷ)² / n), in the units of y.
 * @throws SHAPE_MISMATCH: not one prediction a value · DATA_INVALID: none at all
 */
export function rmse(actual: ArrayLike<number>, predicted: ArrayLike<number>): number {
  check("rmse", actual, predicted);
  return Math.sqrt(squares(actual, (r) => predicted[r]!) / actual.length);
}

/**
 * R² = 1 − Σ (y − ŷ)² / Σ (y − ȳ)²: 1 for exact predictions, 0 for those no better than the mean, negative for worse. There is no
 * variance to explain if all y are the same; it is then 1 if every prediction is exact and 0 if not.
 * @throws SHAPE_MISMATCH: not one prediction a value · DATA_INVALID: none at all
 */
export function rSquared(actual: ArrayLike<number>, predicted: ArrayLike<number>): number {
  check("rSquared", actual, predicted);
  const values = Array.from(actual);
  const unexplained = squares(actual, (r) => predicted[r]!);
  if (values.every((y) => y === values[0])) return unexplained === 0 ? 1 : 0;
  const mean = values.reduce((sum, y) => sum + y, 0) / values.length;
  return 1 - unexplained / squares(actual, () => mean);
}

const squares = (actual: ArrayLike<number>, other: (r: number) => number) =>
  Array.from(actual).reduce((sum, y, r) => sum + (y - other(r)) ** 2, 0);

function check(measure: string, actual: ArrayLike<unknown>, predicted: ArrayLike<unknown>): void {
  if (actual.length !== predicted.length)
    throw new DeltaruleError(
      "SHAPE_MISMATCH",
      `${measure}: ${actual.length} actual values and ${predicted.length} predictions; expected as many`,
    );
  if (actual.length === 0) throw new DeltaruleError("DATA_INVALID", `${measure}: no rows; expected at least one`);
}
