import type { CommandWords, OptionWords, Values } from "./words.ts";

/** For bash 3.2, which macOS has, and later. */
export function bashScript(name: string, program: readonly OptionWords[], commands: readonly CommandWords[]): string {
  const names = commands.map((command) => command.name);
  const afterProgram = [
    `    ,-*) ${reply({ words: flagsOf(program), files: false })} ;;`,
    `    ,*) ${reply({ words: names, files: false })} ;;`,
  ];
  const afterCommands = commands.flatMap(({ name: command, options, values }) => [
    `    ${command},-*) ${reply({ words: flagsOf(options), files: false })} ;;`,
    `    ${command},*) ${reply(values)} ;;`,
  ]);
  return `# bash completion for ${name}
_${name}() {
  local IFS=$'\\n' command= word
  local current="$2" previous="$3"
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in ${names.join("|")}) command="$word"; break ;; esac
  done
  case "$command,$previous" in
${valueCases(commands).join("\n")}
  esac
  case "$command,$current" in
${[...afterProgram, ...afterCommands].join("\n")}
  esac
}
complete -o filenames -F _${name} ${name}
`;
}

/** A case for all options of the same values. */
function valueCases(commands: readonly CommandWords[]): string[] {
  const patterns = new Map<string, string[]>();
  for (const { name, options } of commands)
    for (const { flags, values } of options)
      if (values) {
        const text = reply(values);
        patterns.set(text, [...(patterns.get(text) ?? []), ...flags.map((flag) => `${name},${flag}`)]);
      }
  return Array.from(patterns, ([text, some]) => `    ${some.join("|")}) ${text}; return ;;`);
}

const flagsOf = (options: readonly OptionWords[]): string[] => options.flatMap(({ flags }) => flags);

/** Nothing to choose from: the value is the user's own. */
function reply({ words, files }: Values): string {
  const list = words.length > 0 ? [`$(compgen -W $'${words.join("\\n")}' -- "$current")`] : [];
  return `COMPREPLY=(${[...list, ...(files ? ['$(compgen -f -- "$current")'] : [])].join(" ")})`;
}
