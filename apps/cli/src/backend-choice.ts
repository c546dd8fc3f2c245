import {
  catalogue,
  type Entry,
  isAuto,
  type OptionValue,
  type OptionValues,
  parseVariant,
  type Variant,
  variants,
  variantText,
} from "@deltarule/backends";
import { DeltaruleError } from "@deltarule/core";
import { nearest } from "@deltarule/data";
import { InvalidArgumentError } from "commander";

/** A backend as a command line names it: "cpu", "cpu:simd=false", "./mine.js:threads=2,mode=fast"; or "auto", where one is enough. */
export interface BackendChoice {
  /** A name of the catalogue, a module's path or a package; or an "auto" that stands for several. */
  readonly specifier: string;
  /** For its factory. */
  readonly options: Variant["options"];
}

/** As the user writes it. */
export const choiceText = ({ specifier, options }: BackendChoice): string => variantText({ name: specifier, options });

/** Every backend that is known, with its options. */
export const everyChoice = (): BackendChoice[] => variants.map(({ name, options }) => ({ specifier: name, options }));

/** Parses a --backend that may be one that is yet to be chosen. */
export function choiceOrAuto(text: string): BackendChoice {
  if (!isAuto(text)) return backendChoice(text);
  const [withOptions] = /[^,]*?:[\w-]+=[^,]*/.exec(text.slice("auto:".length)) ?? [];
  if (withOptions !== undefined)
    throw new InvalidArgumentError(
      `auto takes backends as they are, and not ${withOptions}; expected names and paths.`,
    );
  return { specifier: text, options: {} };
}

/** Parses the value of --backend. The options of a backend of the catalogue are checked, those of others are their own affair. */
export function backendChoice(text: string): BackendChoice {
  if (isAuto(text))
    throw new InvalidArgumentError(
      `${text} takes the fastest of several; expected one by its name, such as cpu, or --all for every one.`,
    );
  if (text.trim() === "")
    throw new InvalidArgumentError("Expected a name of deltarule backends, a module's path or a package.");
  const { name, options } = parsed(text);
  const entry = catalogue.find((entry) => entry.name === name);
  if (entry) checkOptions(entry, options);
  return { specifier: name, options };
}

function parsed(text: string): Variant {
  try {
    return parseVariant(text);
  } catch (error) {
    throw error instanceof DeltaruleError ? new InvalidArgumentError(`${error.message}.`) : error;
  }
}

function checkOptions({ name, options }: Entry, given: Variant["options"]): void {
  for (const [option, value] of Object.entries(given)) {
    const values = Object.hasOwn(options, option) ? options[option] : undefined;
    if (values === undefined) {
      const meant = nearest(option, Object.keys(options));
      throw new InvalidArgumentError(
        `${name} has no option "${option}"; expected ${Object.keys(options).join(" or ")}.${meant ? ` Did you mean ${meant}?` : ""}`,
      );
    }
    if (!takes(values, value))
      throw new InvalidArgumentError(`${name}'s option ${option} is "${value}"; expected ${expectation(values)}.`);
  }
}

const takes = (values: OptionValues, value: OptionValue): boolean =>
  "least" in values
    ? Number.isInteger(value) && Number(value) >= values.least && Number(value) <= values.most
    : values.includes(value);

const expectation = (values: OptionValues): string =>
  "least" in values ? `a whole number from ${values.least} to ${values.most}` : values.join(" or ");
