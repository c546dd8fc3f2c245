import {
  catalogue,
  type Entry,
  isAuto,
  loadBackend,
  type OptionValue,
  type OptionValues,
  variants,
  variantText,
} from "@deltarule/backends";
import type { Checked } from "@deltarule/core";
import { nearest } from "@deltarule/data";
import { InvalidArgumentError } from "commander";

/** A backend as a command line names it: "cpu", "cpu:simd=false", "./mine.js:threads=2,mode=fast"; or "auto", where one is enough. */
export interface BackendChoice {
  /** A name of the catalogue, a module's path or a package; or an "auto" that stands for several. */
  readonly specifier: string;
  /** For its factory. */
  readonly options: Options;
}

type Options = Readonly<Record<string, OptionValue>>;

/** As the user writes it. */
export const choiceText = ({ specifier, options }: BackendChoice): string => variantText({ name: specifier, options });

/** @throws BACKEND_UNAVAILABLE, OPTION_INVALID */
export const openBackend = ({ specifier, options }: BackendChoice): Promise<Checked> => loadBackend(specifier, options);

/** Every backend that is known, with its options. */
export const everyChoice = (): BackendChoice[] => variants.map(({ name, options }) => ({ specifier: name, options }));

/** Parses a --backend that may be one that is yet to be chosen. */
export const choiceOrAuto = (text: string): BackendChoice =>
  isAuto(text) ? { specifier: text, options: {} } : backendChoice(text);

/** Parses the value of --backend. The options of a backend of the catalogue are checked, those of others are their own affair. */
export function backendChoice(text: string): BackendChoice {
  if (isAuto(text))
    throw new InvalidArgumentError(
      `${text} takes the fastest of several; expected one by its name, such as cpu, or --all for every one.`,
    );
  const entry = catalogue.find(({ name }) => text === name || text.startsWith(`${name}:`));
  if (entry) return { specifier: entry.name, options: known(entry, parsed(text.slice(entry.name.length + 1))) };
  // a colon alone says nothing: C:\mine.js has one
  const [, specifier = text, list = ""] = /^(.+?):([\w-]+=.*)$/.exec(text) ?? [];
  return { specifier, options: parsed(list) };
}

function parsed(list: string): Options {
  const pairs = list === "" ? [] : list.split(",");
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, name, value] = /^([\w-]+)=(.+)$/.exec(pair) ?? [];
      if (name === undefined || value === undefined)
        throw new InvalidArgumentError(`"${pair}" is no option of a backend; expected one such as simd=false.`);
      return [name, typed(value)];
    }),
  );
}

function typed(value: string): OptionValue {
  if (value === "true" || value === "false") return value === "true";
  return Number.isNaN(Number(value)) ? value : Number(value);
}

function known({ name, options }: Entry, given: Options): Options {
  for (const [option, value] of Object.entries(given)) {
    const values = options[option];
    if (values === undefined) {
      const meant = nearest(option, Object.keys(options));
      throw new InvalidArgumentError(
        `${name} has no option "${option}"; expected ${Object.keys(options).join(" or ")}.${meant ? ` Did you mean ${meant}?` : ""}`,
      );
    }
    if (!takes(values, value))
      throw new InvalidArgumentError(`${name}'s option ${option} is "${value}"; expected ${expectation(values)}.`);
  }
  return given;
}

const takes = (values: OptionValues, value: OptionValue): boolean =>
  "least" in values
    ? Number.isInteger(value) && Number(value) >= values.least && Number(value) <= values.most
    : values.includes(value);

const expectation = (values: OptionValues): string =>
  "least" in values ? `a whole number from ${values.least} to ${values.most}` : values.join(" or ");
