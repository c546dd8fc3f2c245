import { classOf, DeltaruleError, type Trace, trace } from "@deltarule/core";
import {
  decode,
  type Encoding,
  matchColumns,
  placeText,
  type Row,
  type RowEncoder,
  rowEncoder,
  type TableHead,
  type TableStream,
} from "@deltarule/data";
import type { TableModel } from "../model-store.ts";
import { counted } from "../text/numerals.ts";

/** One row through a model, forward and backward. */
export interface Explanation {
  /** In the table, from 1. */
  readonly number: number;
  readonly row: Row;
  /** Without a target, its error, δ and Δw say nothing: the network's own answer stands in for it. */
  readonly trace: Trace;
  /** A class or a number, in the table's terms. */
  readonly prediction: string | number;
  /** What the table says; undefined: it doesn't, or nothing that the model knows, and `problem` says why. */
  readonly actual: string | number | undefined;
  readonly problem: string | undefined;
  /** The output units of the two, from 0, each once. */
  readonly answers: readonly number[];
}

/**
 * Row n of a table, from 1; rows after it are not read.
 * @throws OPTION_INVALID: the table has fewer · DATA_INVALID: a value of it can't be encoded · what reading the table throws
 */
export async function explain(
  { network, encoding }: TableModel,
  { rows, ...head }: TableStream,
  n: number,
  learningRate: number,
): Promise<Explanation> {
  const encoder = rowEncoder(encoding, head);
  const row = await rowAt({ ...head, rows }, n);
  const inputs = encoder.inputs(row);
  if (!inputs)
    throw new DeltaruleError(
      "DATA_INVALID",
      `${placeText(row.place)}: a value is missing, and the model leaves such rows out; expected a row that it predicts for`,
    );
  const outputs = network.predict(inputs);
  const { targets, problem } = targetsOf(encoder, row);
  const isClass = encoding.target.type === "classes";
  const units = [outputs, ...(targets ? [targets] : [])].map((a) => (isClass ? classOf(a) : 0));
  return {
    number: n,
    row,
    trace: trace(network, inputs, targets ?? outputs, { learningRate }),
    prediction: answerOf(encoding, outputs),
    actual: targets && (isClass ? answerOf(encoding, targets) : numberIn(encoding, head, row)),
    problem,
    answers: [...new Set(units)],
  };
}

async function rowAt({ name, rows }: TableStream, n: number): Promise<Row> {
  let count = 0;
  for await (const row of rows) if (++count === n) return row;
  throw new DeltaruleError("OPTION_INVALID", `--row ${n}: ${name} has ${counted(count, "row")}`);
}

/** A row whose target is missing, or is a class that training didn't have, can be explained as far as its prediction. */
function targetsOf(encoder: RowEncoder, row: Row) {
  try {
    const targets = encoder.targets(row);
    return { targets, problem: targets ? undefined : `${placeText(row.place)}: it is missing` };
  } catch (error) {
    if (error instanceof DeltaruleError && error.code === "DATA_INVALID")
      return { targets: undefined, problem: error.message };
    throw error;
  }
}

function answerOf(encoding: Encoding, outputs: Float64Array): string | number {
  const prediction = decode(encoding, outputs);
  return prediction.type === "class" ? prediction.label : prediction.value;
}

// what the network has of it is held between 0 and 1
const numberIn = (encoding: Encoding, head: TableHead, { fields }: Row): number =>
  Number(fields[matchColumns(encoding, head).target!]);
