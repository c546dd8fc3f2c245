import { type ConformanceCase, sized } from "../case.ts";
import { draw } from "../draw.ts";
import { gather as referenceGather, table } from "../reference.ts";
import { shapes } from "../sizes.ts";
import type { Trial } from "../trial.ts";

/** out_r = source_rows[r]: the numbers themselves, so every comparison is exact. */
export const gather: readonly ConformanceCase[] = [
  {
    id: "gather/by-hand",
    title: "Rows 2, 0, 2 of [1 2; 3 4; 5 6] are [5 6; 1 2; 5 6]",
    needs: "raw",
    async run({ backend, put, make, same }) {
      const out = make(3, 2);
      backend.gather(put(table(3, 2, [1, 2, 3, 4, 5, 6])), Uint32Array.of(2, 0, 2), out);
      same("out", await backend.read(out), [5, 6, 1, 2, 5, 6]);
    },
  },
  ...(
    [
      ["identity", "in their order", (rows: number) => Array.from({ length: rows }, (_, r) => r)],
      ["reversed", "last to first", (rows: number) => Array.from({ length: rows }, (_, r) => rows - 1 - r)],
      [
        "repeated",
        "more often than there are rows",
        (rows: number) => Array.from({ length: 2 * rows + 1 }, (_, r) => (7 * r) % rows),
      ],
      ["last", "the last alone", (rows: number) => [rows - 1]],
    ] as const
  ).flatMap(([id, title, rowsOf]) =>
    sized({
      id: `gather/${id}`,
      title: `It gathers rows ${title}`,
      needs: "raw",
      sizes: shapes,
      attempt: (trial, [rows = 1, cols = 1]) => check(trial, rows, cols, Uint32Array.from(rowsOf(rows))),
    }),
  ),
];

async function check(
  { backend, precision, put, make, same }: Trial,
  sourceRows: number,
  cols: number,
  rows: Uint32Array,
): Promise<void> {
  const source = draw(precision, sourceRows, cols, { seed: 51 });
  const [sourceMatrix, out] = [put(source), make(rows.length, cols)];
  backend.gather(sourceMatrix, rows, out);
  same(
    `rows ${[...rows.slice(0, 12)]} of ${sourceRows}×${cols}`,
    await backend.read(out),
    referenceGather(source, rows).values,
  );
  same("source", await backend.read(sourceMatrix), source.values);
}
