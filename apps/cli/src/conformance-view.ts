import type { CaseResult, Progress, Report } from "@deltarule/conformance";

/** Shows a proof, backend by backend. */
export interface ConformanceView {
  /** @param backend as the command line names it */
  result(backend: string, result: CaseResult, progress: Progress): void;
  report(report: Report): void;
  /** A backend that this machine hasn't. */
  missing(backend: string, reason: string): void;
  /** No results come any more, in whatever way it ended. */
  stop(): void;
  end(reports: readonly Report[]): void;
}
