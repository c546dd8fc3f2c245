import { formats, type ReadOptions, samples } from "@deltarule/data";
import type { Command } from "commander";
import { delimiter } from "../option-values.ts";
import { choice } from "./choice.ts";

/** How a table is read. */
export interface ReadingFlags extends ReadOptions {
  /** The IDX file of an images file's labels. */
  readonly labels?: string;
}

const kinds = "CSV, JSON, JSON Lines or IDX images, plain or gzip";
const others = `"-" is standard input; or a sample: ${samples.map(({ name }) => name).join(", ")}`;

/** What the argument of a command that reads a table in one file is. */
export const fileArgument = `${kinds}; ${others}`;

/** What the argument of a command that reads a table in one file or several is. */
export const tableArgument = `${kinds}; several files are one table; ${others}`;

/** For every command that reads a table. */
export const readingOptions = (command: Command): Command =>
  command
    .optionsGroup("Table:")
    .addOption(choice("--format <format>", "of the table (default: found by content and name)", formats))
    .option("--header", "the first row names the columns (default: it does if none of it is a number)")
    .option("--no-header", "it does not")
    .option("--delimiter <character>", 'what parts fields, or "tab" (default: found)', delimiter)
    .option("--labels <file>", "the IDX file of the images' labels (default: found beside them)");

export const readOptions = ({ format, header, delimiter }: ReadingFlags): ReadOptions => ({
  format,
  header,
  delimiter,
});

/** As a command line says it once more. */
export const readingWords = ({ format, header, delimiter, labels }: ReadingFlags): string[] => [
  ...(format === undefined ? [] : ["--format", format]),
  ...(header === undefined ? [] : [header ? "--header" : "--no-header"]),
  ...(delimiter === undefined ? [] : ["--delimiter", delimiter === "\t" ? "tab" : delimiter]),
  ...(labels === undefined ? [] : ["--labels", labels]),
];
