import type { Backend } from "./backend.ts";
import { DeltaruleError } from "./errors.ts";
import type { Report } from "./report.ts";
import type { Fallback } from "./train-options.ts";
import type { TrainingState } from "./training-state.ts";

/**
 * A training that outlives its backend: where that fails, it goes on from the last report's state, or from the beginning where there is
 * none, on the backend that the fallback gives.
 * @param begin trains on a backend from a state; its reports have theirs
 * @param keepState whether reports keep their state
 */
export async function* withFallback(training: {
  readonly begin: (backend: Backend, from: TrainingState | undefined) => AsyncGenerator<Report, void, undefined>;
  readonly backend: Backend;
  readonly fallback: Fallback;
  readonly state: TrainingState | undefined;
  readonly keepState: boolean;
}): AsyncGenerator<Report, void, undefined> {
  const { begin, fallback, keepState } = training;
  let { backend, state: from } = training;
  let recovered: Report["recovered"];
  for (;;) {
    try {
      for await (const { state, ...report } of begin(backend, from)) {
        from = state;
        yield { ...report, ...(keepState && state && { state }), ...(recovered && { recovered }) };
        recovered = undefined;
      }
      return;
    } catch (failure) {
      if (!(failure instanceof DeltaruleError && failure.code === "BACKEND_FAILED")) throw failure;
      const other = await fallback(failure);
      if (!other) throw failure;
      recovered = { from: backend.name, to: other.name, failure };
      backend = other;
    }
  }
}
