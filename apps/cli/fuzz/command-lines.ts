import { generator } from "@deltarule/core";
import type { Command, Option } from "commander";

/** A command line, and the text of the configuration file that it names, if it does. */
export interface Drawn {
  readonly words: readonly string[];
  readonly config: string | undefined;
}

/** Where a drawn command line says that its configuration file is. */
export const configPath = "CONFIG";

const oddities = [
  "",
  " ",
  "-",
  "--",
  "---",
  "-1",
  "0",
  "1",
  "1.5",
  "1e3",
  "1e999",
  "0x10",
  "NaN",
  "Infinity",
  "9007199254740993",
  "null",
  "true",
  "none",
  "full",
  "tab",
  "\t",
  '"',
  ",",
  ",,",
  "1,",
  "1,,2",
  "x=",
  "=1",
  "x=1",
  "30s",
  "0s",
  "3-epochs",
  "balanced",
  "cpu",
  "cpu:simd=no",
  "cpu:simd=false",
  "iris",
  "id",
  "__proto__",
  "constructor",
  "toString",
  "é\u0301",
  "\u{1f9e0}",
  "\ufffd",
  "\u0000",
  "a\nb",
  "%s",
  "x".repeat(5000),
];

/** Draws a command line that a person might mean, or mistype, or that no person would. */
export function drawCommandLine(seed: number, program: Command): Drawn {
  const { integer, uniform } = generator(seed);
  const chance = (probability: number) => uniform() < probability;
  const pick = <T>(items: readonly T[]): T => items[integer(items.length)]!;
  const list = <T>(most: number, make: () => T) => Array.from({ length: integer(most + 1) }, make);

  const mistyped = (word: string) => {
    const at = integer(word.length + 1);
    return word.slice(0, at) + pick(["", "x", "-", "E"]) + word.slice(at + integer(2));
  };
  const typed = (word: string) => (chance(0.05) ? mistyped(word) : word);
  const likely = ({ argChoices, defaultValue, flags }: Option): string =>
    pick([
      ...(argChoices ?? []),
      ...(defaultValue === undefined || typeof defaultValue === "object" ? [] : [String(defaultValue)]),
      ...(flags.includes("columns") ? ["x", "1,2", "y"] : ["3", "0.5", "7,8", "x"]),
    ]);
  const value = (option: Option) => (chance(0.75) ? likely(option) : pick(oddities));
  const optionWords = (option: Option): string[] => {
    const long = typed(option.long ?? option.short ?? "");
    if (!option.required) return [long];
    const values = [value(option), ...(option.variadic ? list(2, () => value(option)) : [])];
    return chance(0.2) ? [`${long}=${values[0]}`] : chance(0.03) ? [long] : [long, ...values];
  };

  const jsonValue = (option: Option): unknown => {
    const one = () => (chance(0.5) ? Number(value(option)) : value(option));
    return chance(0.8)
      ? pick([one(), list(3, one), true, false])
      : pick([null, {}, [], [[]], "", Number.MAX_VALUE, -0, { a: 1 }]);
  };
  const settings = (options: readonly Option[]): string => {
    const some = list(4, () => pick(options)).map((option) => [
      typed((option.long ?? "").replace(/^--/, "")),
      jsonValue(option),
    ]);
    const text = JSON.stringify(chance(0.9) ? Object.fromEntries(some) : pick([some, null, 1, "x"]));
    return chance(0.1) ? mistyped(text) : text;
  };

  const command = pick(program.commands);
  const options = [...command.options, ...program.options];
  const named = chance(0.3) ? ["--config", configPath] : [];
  const positional = command.registeredArguments.flatMap(({ argChoices, variadic }) =>
    chance(0.05)
      ? []
      : [pick(argChoices ?? ["iris", "a.csv"]), ...(variadic ? list(2, () => pick(["b.csv", "-"])) : [])],
  );
  const words: string[] = [];
  // the arguments may stand anywhere among the options
  const groups = [positional, named, ...list(4, () => optionWords(pick(options)))];
  for (const at = integer(groups.length); groups.length > 0; )
    words.push(...groups.splice(at % groups.length, 1).flat());
  words.unshift(typed(command.name()));
  if (chance(0.05)) words.splice(integer(words.length + 1), 0, pick(oddities));
  return { words, config: named.length > 0 ? settings(options) : undefined };
}
