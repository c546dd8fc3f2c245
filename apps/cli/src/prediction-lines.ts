import type { Encoding, Prediction, Row, TableHead } from "@deltarule/data";
import { stringify } from "csv-stringify/sync";

/** How predictions are written. */
export interface PredictionLines {
  /** What comes before the first line. */
  readonly head: string;
  /**
   * One line for each row that was read.
   * @param prediction undefined: a value is missing, and the model's policy leaves such rows out
   */
  line(row: Row, prediction: Prediction | undefined): string;
}

export interface PredictionOptions {
  /** Repeats the row that a prediction is for. */
  readonly withInputs?: true;
  /** Adds the activation of each class. */
  readonly probabilities?: true;
}

/** CSV: a column named after the target, before it the row's own columns, after it a column a class. */
export function csvLines({ target }: Encoding, { columns }: TableHead, options: PredictionOptions): PredictionLines {
  const { withInputs, probabilities } = options;
  const classes = probabilities && target.type === "classes" ? target.classes : [];
  const answer = withInputs && columns.includes(target.name) ? `predicted ${target.name}` : target.name;
  const line = (row: Row["fields"], prediction: string, shares: readonly string[]) =>
    stringify([[...(withInputs ? row : []), prediction, ...shares]]);
  return {
    head: line(
      columns,
      answer,
      classes.map((label) => `p(${label})`),
    ),
    line({ fields }, prediction) {
      if (prediction === undefined)
        return line(
          fields,
          "",
          classes.map(() => ""),
        );
      const outputs = prediction.type === "class" ? prediction.outputs : [];
      return line(
        fields,
        String(answerOf(prediction)),
        classes.map((_, k) => String(rounded(outputs[k]!))),
      );
    },
  };
}

/** JSON lines: { prediction, probabilities?, row? }. */
export function jsonLines({ target }: Encoding, { columns }: TableHead, options: PredictionOptions): PredictionLines {
  const { withInputs, probabilities } = options;
  const classes = probabilities && target.type === "classes" ? target.classes : undefined;
  return {
    head: "",
    line({ fields }, prediction) {
      const outputs = prediction?.type === "class" ? prediction.outputs : undefined;
      const shares = outputs && classes?.map((label, k) => [label, rounded(outputs[k]!)]);
      const value = {
        prediction: prediction === undefined ? null : answerOf(prediction),
        probabilities: shares && Object.fromEntries(shares),
        row: withInputs && Object.fromEntries(columns.map((column, c) => [column, fields[c]])),
      };
      return `${JSON.stringify(value)}\n`;
    },
  };
}

const answerOf = (prediction: Prediction) =>
  prediction.type === "class" ? prediction.label : rounded(prediction.value);

/** To seven significant digits: weights that were trained in single precision hold no more. */
const rounded = (x: number) => Number(x.toPrecision(7));
