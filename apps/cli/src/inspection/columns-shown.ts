import { type Abridgement, whole } from "../text/abridged.ts";

/** Those of many columns or classes that say what the others are like, and those to keep. */
export const columnsShown = <T>(all: boolean, keep: (column: T) => boolean = () => false): Abridgement<T> =>
  all ? whole : { first: 12, last: 4, keep };
