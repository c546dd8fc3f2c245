import { isMissing, isNumber } from "./cell.ts";
import type { ColumnBuilder } from "./column.ts";

const unheld = "(a value that is not held)";

/** Holds of a column only whether there is text in it and which rows have a value: one bit a row, and none without gaps. */
export function presenceBuilder(lacking = 0): ColumnBuilder {
  let gaps = new Uint8Array(0);
  let rows = 0;
  let missing = 0;
  let hasText = false;
  const has = (r: number) => ((gaps[r >> 3] ?? 0) & (1 << (r & 7))) === 0;
  const addGap = () => {
    const at = rows >> 3;
    if (at >= gaps.length) {
      const larger = new Uint8Array(2 * at + 64);
      larger.set(gaps);
      gaps = larger;
    }
    gaps[at]! |= 1 << (rows & 7);
    missing++;
    rows++;
  };
  for (let r = 0; r < lacking; r++) addGap();
  return {
    add(field) {
      if (isMissing(field)) return addGap();
      rows++;
      hasText ||= !isNumber(field);
    },
    build: () => ({
      number: () => Number.NaN,
      text: (r) => (has(r) ? unheld : undefined),
      missing,
      texts: hasText ? [unheld] : [],
      crowded: true,
    }),
  };
}
