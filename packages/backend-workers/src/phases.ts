import type { Record } from "@deltarule/backend-cpu/wasm";
import { type Access, accessesOf, collide } from "./accesses.ts";
import { type Divided, divide } from "./shares.ts";

/** Records of which every thread walks through its own shares by itself. */
export interface Phase {
  readonly records: readonly Divided[];
  /** Whether the threads meet after it. */
  readonly barrier: boolean;
}

/**
 * A program as so many threads run it, cut where they must meet: before a record that touches what another thread has written since they
 * last met, or writes what another may still be reading. A batch follows a batch, so the end leads to the beginning.
 */
export function phasesOf(program: readonly Record[], threads: number): Phase[] {
  const records = program.map((record) => divide(record, threads));
  if (threads === 1) return [{ records, barrier: false }];
  const meets = new Set<number>();
  let since: Access[] = [];
  // the second time round finds what one batch does to the next
  for (let step = 0; step < 2 * records.length; step++) {
    const at = step % records.length;
    const accesses = accessesOf(records[at]!);
    if (meets.has(at) || accesses.some((access) => since.some((before) => collide(before, access)))) {
      meets.add(at);
      since = [];
    }
    since.push(...accesses);
  }
  const starts = [...new Set([0, ...meets])].sort((a, b) => a - b);
  return starts.map((start, i) => {
    const end = starts[i + 1] ?? records.length;
    return { records: records.slice(start, end), barrier: meets.has(end % records.length) };
  });
}
