import { DeltaruleError } from "@deltarule/core";
import { catalogue, type OptionValue, type OptionValues } from "./catalogue.ts";

/** A backend, with options for its factory. */
export interface Variant {
  /** Of the catalogue, a module's path or a package. */
  readonly name: string;
  readonly options: Readonly<Record<string, OptionValue>>;
}

/** Every backend of the catalogue: as it is, and with each of its options at each value but the default. */
export const variants: readonly Variant[] = catalogue.flatMap(({ name, options }) => [
  { name, options: {} },
  ...Object.entries(options).flatMap(([option, values]) =>
    otherValues(values).map((value) => ({ name, options: { [option]: value } })),
  ),
]);

/** "cpu", "cpu:simd=false": as command lines name it. */
export function variantText({ name, options }: Variant): string {
  const list = Object.entries(options).map(([option, value]) => `${option}=${value}`);
  return list.length === 0 ? name : `${name}:${list.join(",")}`;
}

/**
 * The inverse: "cpu:simd=false", "./mine.js:threads=2,mode=fast". Whole words true and false, and what reads as a number, are no text.
 * @throws OPTION_INVALID for an option that is no NAME=VALUE; whether the backend has it is for its factory to say
 */
export function parseVariant(text: string): Variant {
  const entry = catalogue.find(({ name }) => text.startsWith(`${name}:`));
  if (entry) return { name: entry.name, options: parseOptions(text.slice(entry.name.length + 1)) };
  // a colon alone says nothing: C:\mine.js has one
  const [, name = text, list = ""] = /^(.+?):([\w-]+=.*)$/.exec(text) ?? [];
  return { name, options: parseOptions(list) };
}

function parseOptions(list: string): Variant["options"] {
  const pairs = list === "" ? [] : list.split(",");
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, option, value] = /^([\w-]+)=(.+)$/.exec(pair) ?? [];
      if (option === undefined || value === undefined)
        throw new DeltaruleError(
          "OPTION_INVALID",
          `"${pair}" is no option of a backend; expected one such as simd=false`,
        );
      return [option, parseValue(value)];
    }),
  );
}

function parseValue(text: string): OptionValue {
  if (text === "true" || text === "false") return text === "true";
  return Number.isNaN(Number(text)) ? text : Number(text);
}

/** But the default; of a range it is the backend that chooses. */
function otherValues(values: OptionValues): readonly OptionValue[] {
  return "least" in values ? [] : values.slice(1);
}
