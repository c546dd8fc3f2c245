import type { CreateBackend, Facts } from "@deltarule/core";
import { type ConformanceCase, themeOf } from "./case.ts";
import { cases as allCases } from "./cases/index.ts";
import { type CaseResult, openStand, type StandOptions } from "./stand.ts";
import { checkWaivers } from "./waiver.ts";

export interface ConformanceOptions extends StandOptions {
  /** The whole suite by default. */
  readonly cases?: readonly ConformanceCase[] | undefined;
  /** Only cases whose id is, or starts with, one of these: "matmul", "matmul/transpose-b", an exact id. */
  readonly only?: string | readonly string[] | undefined;
  /** Called after each case. */
  readonly onResult?: ((result: CaseResult, progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** What a run found; plain data. */
export interface Report {
  readonly backend: string;
  readonly facts: Facts;
  readonly results: readonly CaseResult[];
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly waived: number;
  /** The worst error of all cases as a fraction of its bound. */
  readonly worst: number;
  readonly milliseconds: number;
}

/**
 * Runs the suite on a backend, in Node or on a browser page. A backend is right when `failed` is 0.
 * @throws what `create` throws where there is no backend at all; the signal's reason; a RangeError where `only` names no case
 */
export async function runConformance(
  create: CreateBackend,
  { cases = allCases, only, onResult, signal, ...options }: ConformanceOptions = {},
): Promise<Report> {
  const since = performance.now();
  const chosen = choose(cases, only);
  const stand = await openStand(create, options);
  const results: CaseResult[] = [];
  try {
    const report = (result: CaseResult) => {
      results.push(result);
      onResult?.(result, { done: results.length, total: chosen.length });
    };
    for (const c of chosen) {
      signal?.throwIfAborted();
      report(await stand.run(c));
      await macrotask();
    }
    // waivers are held to the whole suite, so that a run of one theme does not fail for those of another
    for (const message of checkWaivers(options.waivers ?? [], cases)) report(badWaiver(message));
  } finally {
    await stand.close();
  }
  const count = (outcome: CaseResult["outcome"]) => results.filter((r) => r.outcome === outcome).length;
  return {
    backend: stand.name,
    facts: stand.facts,
    results,
    passed: count("passed"),
    failed: count("failed"),
    skipped: count("skipped"),
    waived: count("waived"),
    worst: Math.max(0, ...results.map(({ worst }) => worst)),
    milliseconds: performance.now() - since,
  };
}

function choose(cases: readonly ConformanceCase[], only: string | readonly string[] | undefined) {
  if (only === undefined) return cases;
  const wanted = typeof only === "string" ? [only] : only;
  for (const prefix of wanted)
    if (!cases.some((c) => chosenBy(prefix, c)))
      throw new RangeError(`no case is named "${prefix}"; expected an id or a theme: ${themesOf(cases).join(", ")}`);
  return cases.filter((c) => wanted.some((prefix) => chosenBy(prefix, c)));
}

const chosenBy = (prefix: string, { id }: ConformanceCase) => id === prefix || id.startsWith(`${prefix}/`);

export const themesOf = (cases: readonly { readonly id: string }[]): string[] => [...new Set(cases.map(themeOf))];

const badWaiver = (message: string): CaseResult => ({
  id: "waivers/valid",
  theme: "waivers",
  title: "Every waiver names a case and gives a reason",
  outcome: "failed",
  worst: 0,
  milliseconds: 0,
  message,
  notes: [],
});

/** Lets timers, input and paint through between two cases. */
const macrotask = () => new Promise((resolve) => setTimeout(resolve));
