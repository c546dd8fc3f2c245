import { type Dataset, type DenseDataset, dataset, rowsOf } from "./dataset.ts";
import { DeltaruleError } from "./errors.ts";
import { type Generator, shuffle } from "./random.ts";

/** The samples to learn from, and those to measure on alone. */
export interface Parts {
  readonly training: DenseDataset;
  readonly validation: DenseDataset | undefined;
  /** Which samples of the data `training` has, ascending; undefined: all. */
  readonly rows: Uint32Array | undefined;
}

/**
 * Checks a validation set, or holds a fraction of the samples back as one, drawn by the generator.
 * @throws DATA_INVALID, OPTION_INVALID when one of the parts would be empty
 */
export function heldOut(
  data: DenseDataset,
  validation: Dataset | number | undefined,
  sizes: { inputs: number; outputs: number },
  random: Generator,
): Parts {
  if (typeof validation === "number") return hold(data, validation, random);
  return { training: data, validation: validation && dataset(validation, sizes, "validation"), rows: undefined };
}

function hold({ inputs, targets }: DenseDataset, fraction: number, random: Generator): Parts {
  const count = Math.round(fraction * inputs.rows);
  if (count === 0 || count === inputs.rows)
    throw new DeltaruleError(
      "OPTION_INVALID",
      `train: validation of ${fraction} holds back ${count} of ${inputs.rows} samples; expected at least one to measure on and one to learn from`,
    );
  const order = Uint32Array.from({ length: inputs.rows }, (_, r) => r);
  shuffle(order, random);
  const part = (rows: Uint32Array) => ({ inputs: rowsOf(inputs, rows), targets: rowsOf(targets, rows) });
  const rows = order.slice(count).sort();
  return { validation: part(order.slice(0, count).sort()), training: part(rows), rows };
}
