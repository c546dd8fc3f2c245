import { type Report, themesOf } from "./run.ts";
import type { CaseResult } from "./stand.ts";

/** The last line of a machine-readable run. */
export interface ResultLine {
  readonly type: "result";
  readonly backend: string;
  readonly device: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly waived: number;
  /** null where an error had no number: JSON knows no ∞. */
  readonly worst: number | null;
}

export const resultLine = ({ backend, facts, passed, failed, skipped, waived, worst }: Report): ResultLine => ({
  type: "result",
  backend,
  device: facts.device,
  passed,
  failed,
  skipped,
  waived,
  worst: Number.isFinite(worst) ? worst : null,
});

/** The run for people: a table theme by theme, then of each failing variant the smallest failing input, then the notes. */
export function formatReport(report: Report): string {
  const { backend, facts, results } = report;
  const declared = [
    facts.precision,
    facts.deterministic ? "deterministic" : "not deterministic",
    facts.nonFinite ? "IEEE 754 NaN and ±∞" : "finite numbers only",
    `sigmoid within ${facts.sigmoidUlp} ulp`,
  ];
  return [
    `${backend} on ${facts.device} (${declared.join(", ")})`,
    "",
    ...formatTable([
      header,
      ...themesOf(results).map((theme) => row(theme, ofTheme(results, theme))),
      row("all", results),
    ]),
    ...section(smallestFailures(results).map(({ id, title, message }) => `✗ ${id}: ${title}\n  ${message}`)),
    ...section(having(results, "waived").map(({ id, message }) => `waived: ${id}: ${message}`)),
    ...section(skips(results)),
    ...section(results.flatMap(({ id, notes }) => notes.map((note) => `${id}: ${note}`))),
  ].join("\n");
}

/** Several backends side by side: a theme a row, a column each for its worst error, or how many cases failed; then which column is whose. */
export function formatComparison(reports: readonly Report[]): string {
  const all = reports.flatMap(({ results }) => results);
  const rowOf = (theme: string, of: (results: readonly CaseResult[]) => readonly CaseResult[]) => [
    theme,
    String(Math.max(0, ...reports.map(({ results }) => of(results).length))),
    ...reports.map(({ results }) => outcome(of(results))),
  ];
  return [
    ...formatTable([
      ["theme", "cases", ...reports.map((_, column) => String(column + 1))],
      ...themesOf(all).map((theme) => rowOf(theme, (results) => ofTheme(results, theme))),
      rowOf("all", (results) => results),
    ]),
    "",
    ...reports.map(({ backend, facts }, column) => `${column + 1}  ${backend}: ${facts.device}`),
  ].join("\n");
}

function outcome(results: readonly CaseResult[]): string {
  const failed = having(results, "failed").length;
  if (failed > 0) return `${failed} failed`;
  return having(results, "passed").length > 0 ? fraction(results) : results.length > 0 ? "skipped" : "";
}

const header = ["theme", "cases", "passed", "failed", "skipped", "waived", "worst/bound", "time"];

function row(name: string, results: readonly CaseResult[]): string[] {
  const count = (outcome: CaseResult["outcome"]) => String(having(results, outcome).length);
  const seconds = results.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1000;
  return [
    name,
    String(results.length),
    ...(["passed", "failed", "skipped", "waived"] as const).map(count),
    fraction(results),
    `${seconds.toFixed(2)} s`,
  ];
}

const ofTheme = (results: readonly CaseResult[], theme: string) => results.filter((r) => r.theme === theme);

const having = (results: readonly CaseResult[], outcome: CaseResult["outcome"]) =>
  results.filter((r) => r.outcome === outcome);

function fraction(results: readonly CaseResult[]): string {
  const worst = Math.max(0, ...results.map((r) => r.worst));
  if (worst === 0) return "exact";
  return Number.isFinite(worst) ? worst.toPrecision(2) : "∞";
}

/** Sizes go from small to large, so the first failure of a variant is its smallest. */
function smallestFailures(results: readonly CaseResult[]): CaseResult[] {
  const variants = new Map<string, CaseResult>();
  for (const result of having(results, "failed")) {
    const variant = result.id.split("/").slice(0, 2).join("/");
    if (!variants.has(variant)) variants.set(variant, result);
  }
  return [...variants.values()];
}

function skips(results: readonly CaseResult[]): string[] {
  const skipped = having(results, "skipped");
  const reasons = new Set(skipped.map(({ message }) => message));
  return [...reasons].map((reason) => {
    const ids = skipped.filter(({ message }) => message === reason).map(({ id }) => id);
    return `skipped, as ${reason}: ${ids.join(", ")}`;
  });
}

const section = (lines: readonly string[]): string[] => (lines.length ? ["", ...lines] : []);

function formatTable(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, c) => Math.max(...rows.map((r) => r[c]!.length)));
  return rows.map((r) =>
    r.map((text, c) => (c === 0 ? text.padEnd(widths[c]!) : text.padStart(widths[c]!))).join("  "),
  );
}
