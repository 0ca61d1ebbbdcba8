import type { DescribedCommand, DescribedOption } from "../described.ts";
import { quoteWord, type Shell } from "../shell.ts";

function writeValues(path: string, { flag, takesValue, choices }: DescribedOption): string {
  if (!takesValue) return "";
  const words = choices.length === 0 ? "-f" : `-W ${quoteWord(choices.join(" "))}`;
  return `    ${quoteWord(`${path} ${flag}`)}) COMPREPLY=($(compgen ${words} -- "$word")); return ;;\n`;
}

function writeWords({ path, commands, options }: DescribedCommand): string {
  const words = [...commands.map(({ name }) => name), ...options.map(({ flag }) => flag), "--help"].join(" ");
  return `    ${quoteWord(path)}) words=${quoteWord(words)} ;;\n`;
}

export const bash: Shell = {
  name: "bash",
  loadedBy: 'eval "$(latchkey completion bash)"',
  write(commands) {
    const paths = commands.flatMap(({ path, commands: below }) => below.map(({ name }) => `${path} ${name}`.trim()));
    const values = commands.flatMap(({ path, options }) => options.map((option) => writeValues(path, option)));
    return `_latchkey() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" path="" next words i
  for ((i = 1; i < COMP_CWORD; i++)); do
    next="\${path:+$path }\${COMP_WORDS[i]}"
    case "$next" in ${paths.map(quoteWord).join("|")}) path="$next" ;; esac
  done
  case "$path $before" in
${values.join("")}  esac
  case "$path" in
${commands.map(writeWords).join("")}  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
  if [[ "$word" != -* && -n "$path" ]]; then COMPREPLY+=($(compgen -f -- "$word")); fi
}
complete -o filenames -F _latchkey latchkey
`;
  },
};
