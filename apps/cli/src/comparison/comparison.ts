import { type Backend, DeltaruleError, predict } from "@deltarule/core";
import {
  decodeRows,
  type EncodedDataset,
  type Encoding,
  encodeDataset,
  matchColumns,
  type Prediction,
  score,
  type Table,
} from "@deltarule/data";
import type { TableModel } from "../model-store.ts";
import type { Measured } from "../training/measure.ts";
import { judgeClasses, judgeNumbers, type Verdict } from "./verdict.ts";

/** Two models on the same rows of a table. */
export interface Comparison {
  readonly a: Measured;
  readonly b: Measured;
  readonly verdict: Verdict;
  /** Those that both predict for, in the table's order. */
  readonly rows: readonly ComparedRow[];
}

/** A class or a number, in the table's terms. */
export type Answer = string | number;

export interface ComparedRow {
  /** In the table, from 0. */
  readonly row: number;
  readonly actual: Answer;
  readonly a: Answer;
  readonly b: Answer;
}

/**
 * Two models of the same target on the rows that neither leaves out.
 * @throws DATA_INVALID: there are none, or as `encodeDataset` does · BACKEND_FAILED
 */
export async function compare(a: TableModel, b: TableModel, table: Table, backend: Backend): Promise<Comparison> {
  const [dataA, dataB] = encodeBoth(a.encoding, b.encoding, table);
  if (dataA.rows.length === 0)
    throw new DeltaruleError(
      "DATA_INVALID",
      `${table.name}: no row that both models predict for; expected one at least`,
    );
  const sideA = await answersOf(a, table, dataA, backend);
  const sideB = await answersOf(b, table, dataB, backend);
  const actual = actualOf(a.encoding, table, dataA);
  const { length } = actual;
  return {
    a: { score: sideA.score, rows: length },
    b: { score: sideB.score, rows: length },
    verdict:
      a.encoding.target.type === "classes"
        ? judgeClasses(actual.map(String), sideA.answers.map(String), sideB.answers.map(String))
        : judgeNumbers(actual.map(Number), sideA.answers.map(Number), sideB.answers.map(Number)),
    rows: actual.map((one, r) => ({
      row: dataA.rows[r]!,
      actual: one,
      a: sideA.answers[r]!,
      b: sideB.answers[r]!,
    })),
  };
}

/** Each model's own policy may leave out other rows. */
function encodeBoth(a: Encoding, b: Encoding, table: Table): [EncodedDataset, EncodedDataset] {
  const [dataA, dataB] = [encodeDataset(a, table), encodeDataset(b, table)];
  const known = new Set(dataB.rows);
  const common = dataA.rows.filter((row) => known.has(row));
  const onCommon = (encoding: Encoding, data: EncodedDataset) =>
    data.rows.length === common.length ? data : encodeDataset(encoding, table, common);
  return [onCommon(a, dataA), onCommon(b, dataB)];
}

async function answersOf({ network, encoding }: TableModel, table: Table, data: EncodedDataset, backend: Backend) {
  const outputs = await predict(network, data.inputs, { backend });
  return {
    score: score(encoding, table, data.rows, outputs),
    answers: decodeRows(encoding, outputs).map(answerOf),
  };
}

function actualOf(encoding: Encoding, table: Table, { rows, targets }: EncodedDataset): Answer[] {
  if (encoding.target.type === "classes") return decodeRows(encoding, targets).map(answerOf);
  // the encoded ones are held between 0 and 1
  const { number } = table.values[matchColumns(encoding, table).target!]!;
  return Array.from(rows, number);
}

const answerOf = (prediction: Prediction): Answer =>
  prediction.type === "class" ? prediction.label : prediction.value;
