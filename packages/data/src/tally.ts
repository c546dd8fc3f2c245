import { MOST_TEXTS } from "./column.ts";
import type { Place } from "./table.ts";

/** How often each text comes in some rows, and where it comes first; no more of them than can be one-hot. */
export interface Tally {
  add(text: string, place: () => Place): void;
  /** In the order in which they first come. */
  readonly counts: ReadonlyMap<string, Count>;
  /** There were more texts than are counted: no count is kept then. */
  crowded(): boolean;
}

export interface Count {
  readonly rows: number;
  readonly first: Place;
}

export function tally(): Tally {
  const counts = new Map<string, { rows: number; readonly first: Place }>();
  let crowded = false;
  return {
    counts,
    crowded: () => crowded,
    add(text, place) {
      if (crowded) return;
      const count = counts.get(text);
      if (count) count.rows++;
      else if (counts.size < MOST_TEXTS) counts.set(text, { rows: 1, first: place() });
      else {
        crowded = true;
        counts.clear();
      }
    },
  };
}
