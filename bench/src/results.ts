import { type BenchReport, formatMarkdown, mergedReport } from "@deltarule/measure";
import { formatClaims } from "./claims.ts";
import type { MnistResult } from "./mnist/curve.ts";
import { formatMnist } from "./mnist/report.ts";

/** A run's figures, with the MNIST run where there was one. */
export interface Results extends BenchReport {
  readonly mnist?: MnistResult;
}

/** Results that are added to earlier ones of the same machine: see `mergedReport`. */
export function mergedResults(earlier: Results, later: Results): Results {
  const mnist = later.mnist ?? earlier.mnist;
  return { ...mergedReport(earlier, later), ...(mnist && { mnist }) };
}

export const toJson = (results: Results): string => `${JSON.stringify(results, undefined, 2)}\n`;

export function toMarkdown(results: Results): string {
  const { measurements, mnist } = results;
  const parts = [
    "# Results\n",
    formatMarkdown(results),
    formatClaims(measurements) ?? "",
    mnist ? formatMnist(mnist) : "",
  ];
  return `${parts.join("\n").trimEnd()}\n`;
}
