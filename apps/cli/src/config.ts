import { readFile } from "node:fs/promises";
import { DeltaruleError } from "@deltarule/core";
import { nearest } from "@deltarule/data";
import { type Command, InvalidArgumentError, type Option } from "commander";
import { reasonOf } from "./system-error.ts";

/** What a configuration file holds: the options of a command by their long names. */
type Settings = Readonly<Record<string, unknown>>;

/**
 * Gives a command the options of the file that its --config names; those of the command line win.
 * @throws OPTION_INVALID naming the file and the option, with what was expected
 */
export async function applyConfig(command: Command): Promise<void> {
  const path: unknown = command.getOptionValue("config");
  if (typeof path === "string") applySettings(command, path, parse(path, await textOf(path)));
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    throw invalid(`--config: can't read ${path}: ${reasonOf(cause)}`, cause);
  }
}

function parse(path: string, text: string): Settings {
  const expected = 'expected an object of options, such as {"hidden": "10,5", "seed": 1}';
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw invalid(`${path}: not valid JSON (${reasonOf(cause)}); ${expected}`, cause);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw invalid(`${path}: ${expected}`);
  return { ...value };
}

function applySettings(command: Command, path: string, settings: Settings): void {
  const options = configurable(command);
  const chosen = Object.entries(settings).flatMap(([name, value]) => {
    const option = options.get(name);
    if (!option) throw unknownOption(path, command, name, [...options.keys()]);
    const chosenValue = parsed(option, isNegatable(command, option), value, `${path}: "${name}"`);
    // a switch that is off is as one that isn't there
    return chosenValue === undefined ? [] : [{ name, option, value: chosenValue }];
  });
  for (const { name, option, value } of chosen) {
    const rivals = rivalsOf(option, options.values());
    const rival = chosen.find((other) => rivals.includes(other.option));
    if (rival) throw invalid(`${path}: "${name}" and "${rival.name}" exclude each other; expected one of them`);
    const said = [option, ...rivals].some((one) => command.getOptionValueSource(one.attributeName()) === "cli");
    if (!said) command.setOptionValueWithSource(option.attributeName(), value, "config");
  }
}

/** A command's options by their long names; one that can be negated is there once. */
function configurable({ options }: Command): Map<string, Option> {
  const positive = options.filter(({ negate }) => !negate);
  const names = positive.map((option) => [(option.long ?? "").replace(/^--/, ""), option] as const);
  return new Map(names.filter(([name]) => name !== "config"));
}

const isNegatable = ({ options }: Command, option: Option): boolean =>
  options.some(({ negate, long }) => negate && long === option.long?.replace(/^--/, "--no-"));

/** Options that can't stand beside this one. */
function rivalsOf(option: Option, options: Iterable<Option>): Option[] {
  const excludes = (one: Option, other: Option) =>
    "conflictsWith" in one && Array.isArray(one.conflictsWith) && one.conflictsWith.includes(other.attributeName());
  return [...options].filter((other) => excludes(option, other) || excludes(other, option));
}

/** A value as the command line would have parsed it; undefined: a switch is left off. */
function parsed(option: Option, negatable: boolean, value: unknown, place: string): unknown {
  const { required, variadic } = option;
  if (value === false && (negatable || !required)) return negatable ? false : undefined;
  if (!required) {
    if (value === true) return value;
    throw invalid(`${place} is ${shown(value)}; expected true or false`);
  }
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  const texts = items.flatMap((item) => (typeof item === "string" || typeof item === "number" ? String(item) : []));
  if (texts.length < items.length || texts.length === 0)
    throw invalid(`${place} is ${shown(value)}; expected a text, a number, or a list of them`);
  const { parseArg } = option;
  if (!parseArg) return variadic ? texts : texts.join(",");
  try {
    return (variadic ? texts : [texts.join(",")]).reduce<unknown>(
      (earlier, text) => parseArg(text, earlier),
      undefined,
    );
  } catch (cause) {
    if (cause instanceof InvalidArgumentError)
      throw invalid(`${place} is ${shown(texts.join(","))}, which is invalid. ${cause.message}`, cause);
    throw cause;
  }
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list with other things in it";
  return typeof value === "object" && value !== null ? "an object" : JSON.stringify(value);
}

function unknownOption(path: string, command: Command, name: string, names: readonly string[]): DeltaruleError {
  const meant = nearest(name, names);
  return invalid(
    `${path}: ${command.name()} has no option "${name}"; expected one of ${names.join(", ")}` +
      (meant === undefined ? "" : `; did you mean "${meant}"?`),
  );
}

const invalid = (message: string, cause?: unknown) => new DeltaruleError("OPTION_INVALID", message, { cause });
