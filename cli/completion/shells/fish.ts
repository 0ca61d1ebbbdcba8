import type { DescribedCommand, DescribedOption } from "../described.ts";
import type { Shell } from "../shell.ts";

/** In fish's single quotes, a backslash escapes itself and the quote. */
function quote(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", String.raw`\'`)}'`;
}

/** True at a command: all of its words were typed, and none of a command below it. */
function writeCondition({ path, commands }: DescribedCommand): string {
  const seen = path === "" ? [] : path.split(" ").map((word) => `__fish_seen_subcommand_from ${word}`);
  const below = commands.map(({ name }) => name).join(" ");
  const parts = below === "" ? seen : [...seen, `not __fish_seen_subcommand_from ${below}`];
  return quote(parts.join("; and "));
}

function writeOption(condition: string, { flag, says, takesValue, choices }: DescribedOption): string {
  const value = choices.length > 0 ? ` -x -a ${quote(choices.join(" "))}` : " -r";
  return `complete -c latchkey -n ${condition} -l ${flag.slice(2)}${takesValue ? value : ""} -d ${quote(says)}\n`;
}

function writeCommand(command: DescribedCommand): string {
  const condition = writeCondition(command);
  const below = command.commands.map(({ name, says }) => {
    return `complete -c latchkey -n ${condition} -f -a ${name} -d ${quote(says)}\n`;
  });
  return [...below, ...command.options.map((option) => writeOption(condition, option))].join("");
}

export const fish: Shell = {
  name: "fish",
  loadedBy: "latchkey completion fish | source",
  write: (commands) => commands.map(writeCommand).join(""),
};
