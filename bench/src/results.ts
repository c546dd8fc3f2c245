import { type BenchReport, formatMarkdown, formatSvg, mergedReport } from "@deltarule/measure";
import { formatClaims } from "./claims.ts";
import { formatEveryBackendSvg } from "./every-backend/chart.ts";
import type { Proofs } from "./every-backend/proofs.ts";
import { everyBackend, formatEveryBackend } from "./every-backend/table.ts";
import { formatMnistSvg } from "./mnist/chart.ts";
import type { MnistResult } from "./mnist/curve.ts";
import { formatMnist } from "./mnist/report.ts";

/** A run's figures, with what has a form of its own where there was any of it. */
export interface Results extends BenchReport {
  readonly mnist?: MnistResult;
  /** What the conformance suite found on every backend. */
  readonly conformance?: Proofs;
}

/** Results that are added to earlier ones of the same machine: see `mergedReport`. */
export function mergedResults(earlier: Results, later: Results): Results {
  const mnist = later.mnist ?? earlier.mnist;
  const conformance = later.conformance ?? earlier.conformance;
  return { ...mergedReport(earlier, later), ...(mnist && { mnist }), ...(conformance && { conformance }) };
}

export const toJson = (results: Results): string => `${JSON.stringify(results, undefined, 2)}\n`;

export function toMarkdown(results: Results): string {
  const { measurements, mnist, conformance = { proofs: [], missing: [] } } = results;
  const every = everyBackend(measurements, conformance.proofs);
  const parts = [
    "# Results\n",
    ...(every ? [formatEveryBackend(every, conformance)] : []),
    formatMarkdown(results),
    formatClaims(measurements) ?? "",
    mnist ? formatMnist(mnist) : "",
  ];
  return `${parts.join("\n").trimEnd()}\n`;
}

/** Charts by the names of their files. */
export function charts({ measurements, mnist, conformance }: Results): Map<string, string> {
  const every = everyBackend(measurements, conformance?.proofs ?? []);
  return new Map([
    ...measurements.map((measurement) => [`${slug(measurement.title)}.svg`, formatSvg(measurement)] as const),
    ...(every?.columns.length ? [["every-backend.svg", formatEveryBackendSvg(every)] as const] : []),
    ...(mnist?.curves.length ? [["mnist.svg", formatMnistSvg(mnist)] as const] : []),
  ]);
}

/** As a file's name. */
export const slug = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9.]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
