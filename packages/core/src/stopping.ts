import type { Evaluation } from "./evaluate.ts";
import type { Until } from "./train-options.ts";
import type { StoppingState } from "./training-state.ts";

/** Whether a report is the last one, by what it measured and by no clock. */
export interface Stopping {
  /** Whether a mean error this low asks to be confirmed on the training rows with the report's own weights. */
  confirms(error: number): boolean;
  /** Call once a report, in order. */
  reached(measured: {
    readonly error: number;
    readonly training: Evaluation | undefined;
    readonly validation: Evaluation | undefined;
  }): boolean;
  /** What it has seen so far: `stopping(until, state)` goes on from there. */
  state(): StoppingState;
}

export function stopping(until: Until, from: StoppingState = { reportsSinceBest: 0 }): Stopping {
  let { best = Number.POSITIVE_INFINITY, reportsSinceBest } = from;
  return {
    confirms: (error) => until.error !== undefined && error <= until.error,
    reached({ error, training, validation }) {
      const watched = validation?.error ?? error;
      reportsSinceBest = watched < best ? 0 : reportsSinceBest + 1;
      best = Math.min(best, watched);
      const accuracy = (validation ?? training)?.accuracy;
      return (
        (until.error !== undefined && training !== undefined && training.error <= until.error) ||
        (until.accuracy !== undefined && accuracy !== undefined && accuracy >= until.accuracy) ||
        (until.patience !== undefined && reportsSinceBest >= until.patience)
      );
    },
    state: () => ({ ...(Number.isFinite(best) && { best }), reportsSinceBest }),
  };
}
