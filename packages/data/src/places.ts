import type { Place } from "./table.ts";

/** Where each row of a table stands, in memory for each gap rather than each row. */
export interface Places {
  add(place: Place): void;
  /** Of row r, from 0. */
  at(r: number): Place;
  count(): number;
}

export function places(): Places {
  // rows that follow each other in one file are one run, known by its first
  const runs: { readonly row: number; readonly first: Place }[] = [];
  let count = 0;
  return {
    add(place) {
      const run = runs.at(-1);
      const follows = run && run.first.file === place.file && place.index - run.first.index === count - run.row;
      if (!follows) runs.push({ row: count, first: place });
      count++;
    },
    at(r) {
      let [from, to] = [0, runs.length];
      while (to - from > 1) {
        const middle = (from + to) >> 1;
        if (runs[middle]!.row <= r) from = middle;
        else to = middle;
      }
      const { row, first } = runs[from]!;
      return { ...first, index: first.index + r - row };
    },
    count: () => count,
  };
}
