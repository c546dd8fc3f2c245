import type { Machine } from "./machine.ts";
import type { Measurement } from "./measurement.ts";

/** Everything that one run of a benchmark found, as it is written to a JSON file. */
export interface BenchReport {
  /** Of this format: it changes when a member changes its meaning or goes. */
  readonly schema: 1;
  /** ISO 8601. */
  readonly date: string;
  readonly machine: Machine;
  /** Of the source that was measured. */
  readonly commit?: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly measurements: readonly Measurement[];
  readonly figures: readonly Figure[];
}

/** A single number that needs no turns, such as a size. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly note?: string;
}
