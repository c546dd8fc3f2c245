import type { Spread } from "./statistics.ts";

/** Candidates measured together, in the same rounds. */
export interface Measurement {
  readonly title: string;
  /** What is counted: "samples", "elements", "flop". */
  readonly unit: string;
  /** The candidate that the ratios refer to. */
  readonly baseline: string;
  readonly rounds: number;
  /** No timed region was shorter. */
  readonly minimumMilliseconds: number;
  /** In the order in which the candidates were given. */
  readonly outcomes: readonly Outcome[];
}

export type Outcome = Measured | LeftOut;

export interface Measured {
  readonly candidate: string;
  readonly status: "measured";
  readonly note?: string;
  /** What was found when its numbers were checked. */
  readonly proof?: string;
  /** Units per second. */
  readonly perSecond: Spread;
  /** Units per second, round by round. */
  readonly rates: readonly number[];
  /** Times the baseline's rate, paired round by round; absent when the baseline was left out. */
  readonly ratio?: Spread;
}

/** A candidate without figures: it could not be prepared, computed wrong numbers, or broke off. */
export interface LeftOut {
  readonly candidate: string;
  readonly status: "skipped" | "wrong" | "failed";
  readonly reason: string;
}
