import { Option } from "commander";

/** An option that takes one of a few words. */
export function choice(flags: string, description: string, choices: readonly string[], preset?: string): Option {
  const option = new Option(flags, description).choices(choices);
  return preset === undefined ? option : option.default(preset);
}
