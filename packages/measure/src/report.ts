import type { Machine } from "./machine.ts";
import type { Measurement } from "./measurement.ts";

/** Everything that one run of a benchmark found, or several of them on one machine, as it is written to a JSON file. */
export interface BenchReport {
  /** Of this format: it changes when a member changes its meaning or goes. */
  readonly schema: 1;
  /** ISO 8601; of several runs the last one's, as is the commit. */
  readonly date: string;
  readonly machine: Machine;
  /** Of the source that was measured. */
  readonly commit?: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly measurements: readonly (Measurement & Earlier)[];
  readonly figures: readonly (Figure & Earlier)[];
}

/** When something was measured, and of what source, where an earlier run than the report's last one did it. */
export interface Earlier {
  readonly date?: string;
  readonly commit?: string;
}

/**
 * A report that is added to an earlier one of the same machine: what was measured again takes the place of what was, by its title or
 * name, and what wasn't stays, in its place, with the date and commit that it is of.
 */
export function mergedReport(earlier: BenchReport, later: BenchReport): BenchReport {
  const { date, commit } = earlier;
  const of = <T extends object>(item: T): T & Earlier => ({ date, ...(commit && { commit }), ...item });
  return {
    ...later,
    versions: { ...earlier.versions, ...later.versions },
    measurements: replaced(earlier.measurements.map(of), later.measurements, ({ title }) => title),
    figures: replaced(earlier.figures.map(of), later.figures, ({ name }) => name),
  };
}

function replaced<T>(before: readonly T[], now: readonly T[], key: (item: T) => string): T[] {
  const later = new Map(now.map((item) => [key(item), item]));
  const kept = before.map((item) => later.get(key(item)) ?? item);
  const known = new Set(before.map(key));
  return [...kept, ...now.filter((item) => !known.has(key(item)))];
}

/** A single number that needs no turns, such as a size. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly note?: string;
}
