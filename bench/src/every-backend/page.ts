// What Chromium's page does for the benchmark: plain data goes in and out.
import { loadBackend, type Variant } from "@deltarule/backends";
import { type ExerciseOptions, type Prepared, type Proof, pacedTraining, type Work } from "@deltarule/measure";
import { probeHere, proveHere } from "./here.ts";

const calls = { probe: probeHere, conformance: proveHere, prepare, prove, run };

declare global {
  var everyBackend: typeof calls;
}

/** A page has one candidate. */
let candidate: Prepared | undefined;

/** @returns its note */
async function prepare({ name, options }: Variant, exercise: ExerciseOptions, turn: number): Promise<string> {
  candidate = await pacedTraining(name, () => loadBackend(name, options), exercise, turn).prepare();
  return candidate.note ?? "";
}

async function prove(): Promise<Proof> {
  if (!candidate?.prove) throw new Error("nothing to prove is prepared; expected prepare first");
  return candidate.prove();
}

async function run(count: number): Promise<Work> {
  if (!candidate) throw new Error("nothing is prepared; expected prepare first");
  const began = performance.now();
  const { units } = await candidate.run(count);
  return { units, milliseconds: performance.now() - began };
}

globalThis.everyBackend = calls;
