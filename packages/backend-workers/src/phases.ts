import type { Record } from "@deltarule/backend-cpu/wasm";
import { accessOf } from "./record-share.ts";

/** Records that every thread walks over its own rows by itself. */
export interface Phase {
  readonly records: readonly Record[];
  /** Whether the threads meet after it. */
  readonly barrier: boolean;
}

/**
 * Cuts a program where threads must meet: before a record that reads whole what others have written their rows of since they last met,
 * and before one that writes what others may still be reading whole. A batch follows a batch, so the end leads to the beginning.
 */
export function phasesOf(records: readonly Record[]): Phase[] {
  const meets = new Set<number>();
  const written = new Set<number>();
  const readWhole = new Set<number>();
  // the second time round finds what one batch does to the next
  for (let step = 0; step < 2 * records.length; step++) {
    const at = step % records.length;
    const access = accessOf(records[at]!);
    if (meets.has(at) || access.whole.some((m) => written.has(m)) || access.written.some((m) => readWhole.has(m))) {
      meets.add(at);
      written.clear();
      readWhole.clear();
    }
    for (const m of access.written) written.add(m);
    for (const m of access.whole) readWhole.add(m);
  }
  const starts = [...new Set([0, ...meets])].sort((a, b) => a - b);
  return starts.map((start, i) => {
    const end = starts[i + 1] ?? records.length;
    return { records: records.slice(start, end), barrier: meets.has(end % records.length) };
  });
}
