import type { DescribedCommand } from "./described.ts";

/** One file of `cli/completion/shells/`. */
export interface Shell {
  readonly name: string;
  /** The line that loads the completion, as its users write it. */
  readonly loadedBy: string;
  /** The script. Words that no command knows are completed as files. */
  write(commands: readonly DescribedCommand[]): string;
}

/** A text in single quotes, as the three shells read it. */
export function quoteWord(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
