import { placeText, type Table } from "@deltarule/data";
import type { Terminal } from "../terminal.ts";
import { aligned, type Cell } from "../text/aligned.ts";
import { count, counted, percent, plain, significant } from "../text/numerals.ts";
import type { Measured } from "../training/measure.ts";
import type { ComparedRow, Comparison } from "./comparison.ts";
import type { ClassVerdict, NumberVerdict, Verdict } from "./verdict.ts";

/** Both models side by side, what tells them apart, and some of the rows on which they do. */
export function comparisonText(
  names: readonly [string, string],
  { a, b, verdict, rows }: Comparison,
  table: Table,
  { paint, quiet }: Pick<Terminal, "paint" | "quiet">,
): string[] {
  const dim = (text: string): Cell => ({ text, paint: paint.dim });
  const left = table.rows.length - rows.length;
  const omitted = left > 0 ? `, ${counted(left, "row")} left out with a value missing` : "";
  return [
    `A  ${paint.bold(names[0])}`,
    `B  ${paint.bold(names[1])}`,
    `on ${counted(rows.length, "row")} of ${table.name}${omitted}`,
    "",
    ...titled([["", "A", "B"], ...measures(a, b)], dim),
    "",
    ...(verdict.type === "classes" ? classLines(verdict, dim) : numberLines(verdict)),
    ...(quiet ? [] : ["", ...differences(rows, verdict, table, dim)]),
  ];
}

/** Numbers in columns, under and after their titles. */
const titled = (rows: readonly (readonly string[])[], dim: (text: string) => Cell): string[] =>
  aligned(
    rows.map((row, r) => row.map((text, c) => (r === 0 || c === 0 ? dim(text) : { text }))),
    (column) => column > 0,
  );

function measures({ score: a, rows }: Measured, { score: b }: Measured): string[][] {
  if (a.type === "classes" && b.type === "classes")
    return [
      ["accuracy", percent(a.accuracy), percent(b.accuracy)],
      ["rows right", count(a.accuracy * rows), count(b.accuracy * rows)],
    ];
  if (a.type === "number" && b.type === "number")
    return [
      ["RMSE", significant(a.rmse), significant(b.rmse)],
      ["R²", a.rSquared.toFixed(3), b.rSquared.toFixed(3)],
    ];
  return [];
}

function classLines({ both, onlyA, onlyB, neither, p }: ClassVerdict, dim: (text: string) => Cell): string[] {
  return [
    ...titled(
      [
        ["", "B right", "B wrong"],
        ["A right", count(both), count(onlyA)],
        ["A wrong", count(onlyB), count(neither)],
      ],
      dim,
    ),
    "",
    onlyA + onlyB === 0
      ? "Each is right where the other is"
      : `McNemar's exact test: p = ${significant(p)}; equally good models differ as much or more in ${percent(p)} of such tables`,
  ];
}

function numberLines({ meanDifference, standardError, nearerA, nearerB }: NumberVerdict): string[] {
  const error = standardError === undefined ? "" : ` ± ${plain(standardError)} (standard error)`;
  return [
    `A is nearer on ${counted(nearerA, "row")}, B on ${count(nearerB)}`,
    `Mean difference of the absolute errors, A − B: ${plain(meanDifference)}${error}`,
  ];
}

const few = 8;

function differences(
  rows: readonly ComparedRow[],
  { type }: Verdict,
  table: Table,
  dim: (text: string) => Cell,
): string[] {
  const different = rows.filter(({ a, b }) => a !== b);
  if (different.length === 0) return ["They give the same answer for every row"];
  const farthest = (one: ComparedRow, other: ComparedRow) => distance(other) - distance(one);
  const shown = (type === "number" ? different.toSorted(farthest) : different).slice(0, few);
  const title =
    type === "number"
      ? "Where they are farthest apart"
      : `They disagree on ${counted(different.length, "row")}${different.length > few ? `; the first ${few} (--json has all)` : ""}`;
  const text = (answer: string | number) => (typeof answer === "number" ? plain(answer) : answer);
  const cells = shown.map(({ row, actual, a, b }) => [
    { text: count(row + 1) },
    dim(placeText(table.rows.place(row))),
    ...[actual, a, b].map((answer) => ({ text: text(answer) })),
  ]);
  const head = ["row", "place", "actual", "A", "B"].map(dim);
  return [title, ...aligned([head, ...cells], (column) => column === 0 || (type === "number" && column > 1))];
}

const distance = ({ a, b }: ComparedRow) => Math.abs(Number(a) - Number(b));
