import type { CommandWords, OptionWords, Values } from "./words.ts";

/** To be a file of $fpath, or to be sourced. */
export function zshScript(name: string, program: readonly OptionWords[], commands: readonly CommandWords[]): string {
  return `#compdef ${name}
_${name}() {
  local state line
  local -a commands=(
${commands.map((command) => `    ${quoted(`${command.name}:${command.description.replaceAll(":", "\\:")}`)}`).join("\n")}
  )
  _arguments -C \\
${program.flatMap(specs).map(continued).join("\n")}
    '1:command:->command' \\
    '*::argument:->arguments'
  case $state in
    command) _describe command commands ;;
    arguments)
      case $words[1] in
${commands.map(commandCase).join("\n")}
      esac
      ;;
  esac
}
if [[ $funcstack[1] == _${name} ]]; then _${name} "$@"; else compdef _${name} ${name}; fi
`;
}

const commandCase = ({ name, options, values }: CommandWords): string =>
  [
    `        ${name}) _arguments \\`,
    ...options.flatMap(specs).map((spec) => `      ${continued(spec)}`),
    `          ${quoted(`*:argument:${actionOf(values)}`)} ;;`,
  ].join("\n");

const continued = (spec: string): string => `    ${quoted(spec)} \\`;

/** One a flag. */
const specs = ({ flags, description, values }: OptionWords): string[] =>
  flags.map((flag) => {
    const explained = `${flag}[${description.replaceAll(/[[\]:\\]/g, "\\$&")}]`;
    return values ? `${explained}:value:${actionOf(values)}` : explained;
  });

function actionOf({ words, files }: Values): string {
  if (words.length === 0) return files ? "_files" : " ";
  // a colon would end the action
  return files ? `{ compadd -- ${words.join(" ")}; _files }` : `(${words.join(" ")})`;
}

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
