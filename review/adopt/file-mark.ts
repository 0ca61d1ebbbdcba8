import { createHash } from "node:crypto";

const words = "Made by latchkey adopt, sha256:";

function digestOf(text: string): string {
  return createHash("sha256").update(text.replaceAll("\r\n", "\n")).digest("hex");
}

/** Puts a first line before a text, by which `isUnedited` knows it again. @param comment what a comment begins with */
export function markText(text: string, comment: string): string {
  return `${comment} ${words}${digestOf(text)}\n${text}`;
}

/** Whether a text is as `markText` made it. Line ends may be those of another system. */
export function isUnedited(text: string): boolean {
  const [first = "", ...others] = text.replaceAll("\r\n", "\n").split("\n");
  const at = first.indexOf(words);
  return at > 0 && first.slice(at + words.length) === digestOf(others.join("\n"));
}
