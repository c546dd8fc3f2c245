import { DeltaruleError } from "@deltarule/core";
import type { ConformanceCase } from "./case.ts";

/**
 * A case that a backend is known not to pass, and why. A waiver excuses a refusal, never a wrong number: the case still runs, and
 * it must end in a DeltaruleError of the backend. One whose case passes, or fails otherwise, fails the run.
 */
export interface Waiver {
  /** The case's id, exactly. */
  readonly id: string;
  readonly reason: string;
}

/** What is wrong with the waivers themselves. */
export function checkWaivers(waivers: readonly Waiver[], cases: readonly ConformanceCase[]): string[] {
  const ids = new Set(cases.map(({ id }) => id));
  return waivers.flatMap(({ id, reason }, i) => [
    ...(ids.has(id) ? [] : [`the waiver "${id}" names no case; expected the exact id of one`]),
    ...(reason.trim() ? [] : [`the waiver "${id}" has no reason`]),
    ...(waivers.findIndex((other) => other.id === id) === i ? [] : [`the waiver "${id}" stands twice`]),
  ]);
}

/** Whether the failure of a waived case is excused, and if not, why. `failure` is undefined where the case passed. */
export function excused({ reason }: Waiver, failure: { readonly cause: unknown } | undefined): true | string {
  if (!failure) return `waived ("${reason}"), but it passes: take the waiver away`;
  if (failure.cause instanceof DeltaruleError) return true;
  return `waived ("${reason}"), but the backend does not refuse it; expected a DeltaruleError, got: ${messageOf(failure.cause)}`;
}

export function messageOf(cause: unknown): string {
  if (cause instanceof DeltaruleError) return `${cause.code}: ${cause.message}`;
  return cause instanceof Error ? cause.message : String(cause);
}
