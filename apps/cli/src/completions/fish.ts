import type { CommandWords, OptionWords, Values } from "./words.ts";

export function fishScript(name: string, program: readonly OptionWords[], commands: readonly CommandWords[]): string {
  const complete = (condition: string, rest: string) => `complete -c ${name} -n ${quoted(condition)} ${rest}`;
  const first = "__fish_use_subcommand";
  return [
    `# fish completion for ${name}`,
    `complete -c ${name} -f`,
    ...program.map((option) => complete(first, optionText(option))),
    ...commands.map((command) => complete(first, `-a ${command.name} -d ${quoted(command.description)}`)),
    ...commands.flatMap(({ name: command, options, values }) => {
      const inside = `__fish_seen_subcommand_from ${command}`;
      const text = valuesText(values);
      return [
        ...(text === "" ? [] : [complete(inside, text)]),
        ...options.map((option) => complete(inside, optionText(option))),
      ];
    }),
    "",
  ].join("\n");
}

function optionText({ flags, description, values }: OptionWords): string {
  const names = flags.map((flag) => (flag.startsWith("--") ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  const takes = values ? [values.files ? "-r" : "-x", valuesText(values)] : [];
  return [...names, ...takes, `-d ${quoted(description)}`].filter((part) => part !== "").join(" ");
}

const valuesText = ({ words, files }: Values): string =>
  [...(files ? ["-F"] : []), ...(words.length > 0 ? [`-a ${quoted(words.join(" "))}`] : [])].join(" ");

const quoted = (text: string) => `'${text.replaceAll(/[\\']/g, "\\$&")}'`;
