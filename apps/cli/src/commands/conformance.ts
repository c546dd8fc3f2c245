import { findBackend } from "@deltarule/backends";
import { cases, type Report, runConformance, themeOf } from "@deltarule/conformance";
import { DeltaruleError } from "@deltarule/core";
import { nearest } from "@deltarule/data";
import { type BackendChoice, backendChoice, choiceText, everyChoice } from "../backend-choice.ts";
import { jsonView } from "../conformance-json.ts";
import { textView } from "../conformance-text.ts";
import type { ConformanceView } from "../conformance-view.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { Interrupts } from "../interrupts.ts";
import { reasonOf } from "../system-error.ts";
import type { Terminal } from "../terminal.ts";

export interface ConformanceFlags {
  /** "cpu" where none is named. */
  readonly backend?: readonly BackendChoice[];
  /** Every backend that this machine has, in place of those that are named. */
  readonly all?: true;
  /** Themes, variants and cases. */
  readonly only?: readonly string[];
  readonly json?: true;
}

/** `deltarule conformance`: proves backends right, or shows where they are wrong. */
export async function conformance(
  { backend = [backendChoice("cpu")], all, only, json }: ConformanceFlags,
  terminal: Terminal,
  interrupts: Interrupts,
): Promise<ExitCode> {
  only?.forEach(checkCaseName);
  const choices = all ? everyChoice() : backend;
  const signal = interrupts.keepWork();
  const view = json ? jsonView(terminal) : textView(terminal);
  const reports: Report[] = [];
  try {
    // one after the other: two that hold the same device would get in each other's way
    for (const choice of choices) {
      const report = await proved(choice, view, { only, signal, skipMissing: all === true });
      if (report) reports.push(report);
    }
  } catch (error) {
    if (signal.aborted) return interrupts.code();
    throw error;
  } finally {
    view.stop();
  }
  view.end(reports);
  return reports.some(({ failed }) => failed > 0) ? exitCode.failed : exitCode.done;
}

interface ProofOptions {
  readonly only: readonly string[] | undefined;
  readonly signal: AbortSignal;
  /** A backend that this machine hasn't is told of, and is no failure. */
  readonly skipMissing: boolean;
}

/** Runs the suite on the backend itself, not through a wrapper that checks: the suite wraps where a case asks for it. */
async function proved(
  choice: BackendChoice,
  view: ConformanceView,
  { only, signal, skipMissing }: ProofOptions,
): Promise<Report | undefined> {
  const { specifier, options } = choice;
  const name = choiceText(choice);
  try {
    const create = await findBackend(specifier);
    const report = await runConformance(() => create(options), {
      only,
      signal,
      onResult: (result, progress) => view.result(name, result, progress),
    });
    // what it was made with tells two of one name apart
    const named = { ...report, backend: choiceText({ specifier: report.backend, options }) };
    view.report(named);
    return named;
  } catch (error) {
    // thrown outside of every case: by its closing, for one
    if (!(error instanceof DeltaruleError || signal.aborted))
      throw new DeltaruleError("BACKEND_FAILED", `${name}: ${reasonOf(error)}`, { cause: error });
    if (!(skipMissing && error instanceof DeltaruleError && error.code === "BACKEND_UNAVAILABLE")) throw error;
    view.missing(name, error.message);
    return undefined;
  }
}

/** @throws OPTION_INVALID for the name of no case, before any of them runs */
function checkCaseName(name: string): void {
  if (cases.some(({ id }) => id === name || id.startsWith(`${name}/`))) return;
  const themes = [...new Set(cases.map(themeOf))];
  const variants = [...new Set(cases.map(({ id }) => id.split("/").slice(0, 2).join("/")))];
  const ofTheme = variants.filter((variant) => variant.startsWith(`${name.split("/")[0]}/`));
  const expected = ofTheme.length > 0 ? `one of ${ofTheme.join(", ")}` : `a theme: ${themes.join(", ")}`;
  const meant = nearest(name, [...themes, ...variants, ...cases.map(({ id }) => id)]);
  throw new DeltaruleError(
    "OPTION_INVALID",
    `--only: no case is called ${name}; expected ${expected}.${meant ? ` Did you mean ${meant}?` : ""}`,
  );
}
