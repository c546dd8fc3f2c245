import { mcnemar } from "./mcnemar.ts";

/** Which of two models, A and B, is the better one, row by row. */
export type Verdict = ClassVerdict | NumberVerdict;

/** Rows by who has them right. */
export interface ClassVerdict {
  readonly type: "classes";
  readonly both: number;
  readonly onlyA: number;
  readonly onlyB: number;
  readonly neither: number;
  /** Of McNemar's exact test. */
  readonly p: number;
}

export interface NumberVerdict {
  readonly type: "number";
  /** The mean of |y − ŷ_A| − |y − ŷ_B|, in the target's units: negative where A is nearer. */
  readonly meanDifference: number;
  /** Of that mean: the differences' standard deviation / √n; undefined for a single row. */
  readonly standardError: number | undefined;
  /** Rows by who is nearer. */
  readonly nearerA: number;
  readonly nearerB: number;
}

type Answers<T> = readonly T[];

export function judgeClasses(actual: Answers<string>, a: Answers<string>, b: Answers<string>): ClassVerdict {
  const right = actual.map((label, r) => [a[r] === label, b[r] === label] as const);
  const rows = (rightA: boolean, rightB: boolean) => right.filter(([A, B]) => A === rightA && B === rightB).length;
  const [onlyA, onlyB] = [rows(true, false), rows(false, true)];
  return {
    type: "classes",
    both: rows(true, true),
    onlyA,
    onlyB,
    neither: rows(false, false),
    p: mcnemar(onlyA, onlyB),
  };
}

export function judgeNumbers(actual: Answers<number>, a: Answers<number>, b: Answers<number>): NumberVerdict {
  const differences = actual.map((y, r) => Math.abs(y - a[r]!) - Math.abs(y - b[r]!));
  const n = differences.length;
  const mean = differences.reduce((sum, d) => sum + d / n, 0);
  const variance = differences.reduce((sum, d) => sum + (d - mean) ** 2 / (n - 1), 0);
  return {
    type: "number",
    meanDifference: mean,
    standardError: n > 1 ? Math.sqrt(variance / n) : undefined,
    nearerA: differences.filter((d) => d < 0).length,
    nearerB: differences.filter((d) => d > 0).length,
  };
}
