/**
 * How the rows of a table become a network's inputs and targets, and its outputs an answer: plain JSON, fitted on the training
 * rows, kept with the model.
 */
export interface Encoding {
  /** The training table's columns, in its order: what a table without a header is matched against. */
  readonly columns: readonly string[];
  /** One or more input units each, in this order. Columns that are ignored aren't among them. */
  readonly inputs: readonly InputColumn[];
  readonly target: Target;
  readonly missing: MissingPolicy;
  readonly unseen: UnseenPolicy;
}

export type InputColumn = NumberColumn | CategoryColumn;

/** One unit. In all of them the mean, of the training rows and in the column's units, fills in for a missing value. */
export type NumberColumn = StandardisedColumn | RangeColumn | UnscaledColumn;
export type Scaling = NumberColumn["scaling"];

/** a = (x − mean) / deviation. A column that was constant in training has deviation 0 and always gives 0. */
export interface StandardisedColumn {
  readonly name: string;
  readonly type: "number";
  readonly scaling: "standardise";
  readonly mean: number;
  /** √(Σ (x − mean)² / n) of the training rows. */
  readonly deviation: number;
}

/**
 * a = (x − min) / (max − min): 0 … 1 in the training rows, or over all that the format can hold (0 … 255 of a byte). Other values
 * go beyond that. A column that was constant in training has min = max and always gives 0.
 */
export interface RangeColumn {
  readonly name: string;
  readonly type: "number";
  readonly scaling: "range";
  readonly min: number;
  readonly max: number;
  readonly mean: number;
}

/** a = x */
export interface UnscaledColumn {
  readonly name: string;
  readonly type: "number";
  readonly scaling: "none";
  readonly mean: number;
}

/** A unit a category: 1 for the row's own, 0 for the others. */
export interface CategoryColumn {
  readonly name: string;
  readonly type: "category";
  /** In code unit order. */
  readonly categories: readonly string[];
  /** Fills in for a missing value. */
  readonly mostFrequent: string;
}

export type Target = ClassTarget | NumberTarget;
export type TargetType = Target["type"];

/** An output unit a class, two classes too: t = 1 for the row's own, 0 for the others. */
export interface ClassTarget {
  readonly name: string;
  readonly type: "classes";
  /** By value if all are numbers, otherwise in code unit order. */
  readonly classes: readonly string[];
}

/** One output unit, the training rows' min … max on 0.1 … 0.9, which a sigmoid reaches: t = 0.1 + 0.8 (y − min) / (max − min). */
export interface NumberTarget {
  readonly name: string;
  readonly type: "number";
  /** In the target's units. */
  readonly min: number;
  readonly max: number;
}

/**
 * What becomes of a missing value: `refuse` stops, `drop` leaves the row out, `mean` puts the training rows' mean or most
 * frequent category in its place. A missing target is never made up: `mean` leaves its row out.
 */
export type MissingPolicy = (typeof missingPolicies)[number];
export const missingPolicies = ["refuse", "drop", "mean"] as const;

/** What becomes of a category that the training rows didn't have: `refuse` stops, `zeros` leaves all units of its column at 0. */
export type UnseenPolicy = (typeof unseenPolicies)[number];
export const unseenPolicies = ["refuse", "zeros"] as const;

/** Units of the network's first layer. */
export const inputSize = ({ inputs }: Encoding): number =>
  inputs.reduce((units, column) => units + (column.type === "number" ? 1 : column.categories.length), 0);

/** Units of the network's last layer. */
export const outputSize = ({ target }: Encoding): number => (target.type === "number" ? 1 : target.classes.length);
