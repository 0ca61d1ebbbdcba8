import type { DescribedCommand, DescribedOption } from "../described.ts";
import { quoteWord, type Shell } from "../shell.ts";

/** In a specification of `_arguments`, these have a meaning. */
function escapeText(text: string): string {
  return text.replaceAll(/[\\[\]:]/g, (character) => `\\${character}`).replaceAll("\n", " ");
}

function writeOption({ flag, says, takesValue, choices }: DescribedOption): string {
  const what = choices.length === 0 ? "_files" : `(${choices.join(" ")})`;
  const value = takesValue ? `:value:${what}` : "";
  return quoteWord(`*${flag}[${escapeText(says)}]${value}`);
}

function writeFunction({ path, commands, options }: DescribedCommand): string {
  const name = `_latchkey${path === "" ? "" : `_${path.replaceAll(/[ -]/g, "_")}`}`;
  const flags = [...options.map(writeOption), "'--help[show the help]'"].join(" \\\n    ");
  if (commands.length === 0) return `${name}() {\n  _arguments -s \\\n    ${flags} \\\n    '*:file:_files'\n}\n`;
  const described = commands.map(({ name: one, says }) => quoteWord(`${one}:${says}`)).join("\n    ");
  const cases = commands
    .map((one) => `    ${one.name}) _latchkey_${`${path} ${one.name}`.trim().replaceAll(/[ -]/g, "_")} ;;\n`)
    .join("");
  return `${name}() {
  local -a commands
  commands=(
    ${described}
  )
  local line state
  _arguments -C -s \\
    ${flags} \\
    '1: :->command' \\
    '*:: :->rest'
  case $state in
  command) _describe command commands ;;
  rest)
    case $line[1] in
${cases}    *) _files ;;
    esac ;;
  esac
}
`;
}

export const zsh: Shell = {
  name: "zsh",
  loadedBy: "source <(latchkey completion zsh)",
  write: (commands) => `#compdef latchkey\n${commands.map(writeFunction).join("")}compdef _latchkey latchkey\n`,
};
