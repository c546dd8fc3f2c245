import type { Probed, Variant } from "@deltarule/backends";
import type { Report } from "@deltarule/conformance";
import type { Facts } from "@deltarule/core";
import type { Candidate, ExerciseOptions } from "@deltarule/measure";

/** Where backends run. */
export interface Host {
  /** With its version: "Node 20.20.2". */
  readonly name: string;
  /** What a backend says of itself there, or why it can't be had. */
  probe(variant: Variant): Promise<Probed>;
  /** The conformance suite, or those of its cases that are named. */
  prove(variant: Variant, only?: readonly string[]): Promise<Report>;
  /** Training on a backend, apart from every other candidate's. */
  training(name: string, variant: Variant, training: Training): Candidate;
  close(): Promise<void>;
}

/** What is trained, and for how long. */
export interface Training {
  readonly options: ExerciseOptions;
  /** Milliseconds from one report to the next, where an epoch doesn't take longer. */
  readonly turn: number;
  /** Milliseconds within which a host must answer. */
  readonly patience: number;
}

/** A backend that a host has. */
export interface Present {
  readonly variant: Variant;
  readonly facts: Facts;
}

/** Something that isn't there, and why. */
export interface Missing {
  /** "gpujs in Node 20.20.2", "Chromium". */
  readonly what: string;
  readonly reason: string;
}
