import { DeltaruleError } from "@deltarule/core";
import {
  type ColumnOptions,
  type ColumnsOptions,
  columnIndex,
  type MissingPolicy,
  missingPolicies,
  type TableHead,
  type TargetType,
  type UnseenPolicy,
  unseenPolicies,
} from "@deltarule/data";
import type { Command } from "commander";
import type { TableModel } from "../model-store.ts";
import { columns } from "../option-values.ts";
import { choice } from "./choice.ts";

/** What a table's columns are for and how they are encoded; columns by name or number. */
export interface ColumnFlags {
  readonly target?: string;
  readonly targetType?: TargetType;
  readonly missing?: MissingPolicy;
  readonly unseen?: UnseenPolicy;
  readonly ignore?: readonly string[];
  readonly numeric?: readonly string[];
  readonly categorical?: readonly string[];
  readonly range?: readonly string[];
  readonly unscaled?: readonly string[];
}

const unseen = () =>
  choice("--unseen <policy>", "a category that training didn't have: stop, or zeros", unseenPolicies);

/** For commands that encode a table anew. */
export const columnOptions = (command: Command, missing: MissingPolicy): Command =>
  command
    .optionsGroup("Columns:")
    .option("--target <column>", "the column to predict, by name or number (default: the last one)")
    .addOption(choice("--target-type <type>", "what it holds (default: inferred)", ["classes", "number"]))
    .addOption(
      choice("--missing <policy>", "missing values: stop, leave the row out, fill in", missingPolicies, missing),
    )
    .addOption(unseen())
    .option("--ignore <columns>", "leave columns out: names or numbers, such as id,name", columns)
    .option("--numeric <columns>", "columns that have to be numbers", columns)
    .option("--categorical <columns>", "columns of categories, though they look like numbers", columns)
    .option("--range <columns>", "numbers to scale to 0 … 1 rather than by their deviation", columns)
    .option("--unscaled <columns>", "numbers to take as they are", columns);

export type PolicyFlags = Pick<ColumnFlags, "missing" | "unseen">;

/** For commands that encode a table as a model does; the policies are the model's unless they are said. */
export const policyOptions = (command: Command): Command =>
  command
    .optionsGroup("Table:")
    .addOption(choice("--missing <policy>", "missing values (default: as in training)", missingPolicies))
    .addOption(unseen());

/** A model that takes missing values and new categories as it is told. */
export const withPolicies = (model: TableModel, { missing, unseen }: PolicyFlags): TableModel => ({
  ...model,
  encoding: { ...model.encoding, ...(missing && { missing }), ...(unseen && { unseen }) },
});

const wishes = [
  ["ignore", { type: "ignore" }],
  ["numeric", { type: "number" }],
  ["categorical", { type: "category" }],
  ["range", { scaling: "range" }],
  ["unscaled", { scaling: "none" }],
] as const;

/** How a table is to be encoded, its columns by the names that they have there. */
export interface EncodingOptions extends Pick<ColumnFlags, "target" | "targetType" | "missing" | "unseen"> {
  readonly columns?: ColumnsOptions;
}

/** @throws OPTION_INVALID naming the option: a column that isn't there, the target, options that contradict each other */
export function encodingIn(table: TableHead, flags: ColumnFlags): EncodingOptions {
  const { target, targetType, missing, unseen } = flags;
  const predicted = columnIndex(table, target ?? table.columns.length, "--target");
  const chosen = new Map<string, { readonly option: string; readonly wish: ColumnOptions }>();
  for (const [flag, wish] of wishes)
    for (const reference of flags[flag] ?? []) {
      const option = `--${flag}`;
      const index = columnIndex(table, reference, option);
      const name = table.columns[index]!;
      if (index === predicted)
        throw invalid(`${option}: "${name}" is the target; choose its type by --target-type, or another --target`);
      const earlier = chosen.get(name);
      if (earlier && earlier.option !== option && !together(earlier.wish, wish))
        throw invalid(`${option}: "${name}" is named by ${earlier.option} too; expected one of them`);
      chosen.set(name, { option, wish: { ...earlier?.wish, ...wish } });
    }
  return {
    ...(target !== undefined && { target }),
    ...(targetType && { targetType }),
    ...(missing && { missing }),
    ...(unseen && { unseen }),
    ...(chosen.size > 0 && { columns: Object.fromEntries(Array.from(chosen, ([name, { wish }]) => [name, wish])) }),
  };
}

/** A scaling is for numbers only, and one is enough. */
const together = (one: ColumnOptions, other: ColumnOptions): boolean =>
  one.type === "number" && other.type === undefined;

const invalid = (message: string) => new DeltaruleError("OPTION_INVALID", message);
