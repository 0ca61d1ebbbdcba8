import { cutText } from "#access/schema/shown-text.ts";

/** Characters without a shape of their own, and those that reverse text: nobody sees them, and they hide others. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Names are cut here: nobody reads more of one. */
const mostCharacters = 200;

function flatten(text: string): string {
  return cutText(text, mostCharacters).replaceAll(/\s+/g, " ").replaceAll(unseen, "�").trim();
}

/**
 * A text from outside as a code span, also inside a table: nothing in it is a mention, a link, a tag or the end of a cell.
 * The fence is longer than any run of backticks in it.
 */
export function toCode(text: string): string {
  // No command to GitHub's runner, which prints it too.
  return toExactCode(flatten(text).replaceAll("##[", "##\u200B[").replaceAll("|", "\\|"));
}

/** One line as a code span that a reader copies: nothing in it is changed or cut. Not inside a table. */
export function toExactCode(flat: string): string {
  if (flat === "") return "` `";
  const longest = Math.max(0, ...[...flat.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = flat.startsWith("`") || flat.endsWith("`") ? " " : "";
  return `${fence}${pad}${flat}${pad}${fence}`;
}

/** What Markdown and HTML obey, outside of code; and the space without width. */
const special = /[\\`*_{}[\]()#+!|<>&~@:$^=\u200B-]/g;

/**
 * Where a mention, a reference or a link would be found in the finished text: forges look there again, after entities became
 * characters. Something between the two parts is what keeps them from it.
 */
const joints = /(?<=[@#])|(?<=:)(?=\/)|(?<=\bwww)(?=\.)|(?<=\bgh-)(?=\d)/gi;

/** A sentence with words from outside, so that none of it is markup, a mention, a reference or a link. */
export function toProse(text: string): string {
  const flat = cutText(text, 2_000).replaceAll(/\s+/g, " ").replaceAll(unseen, "�").trim();
  const apart = flat.replaceAll(joints, "\u200B");
  return apart.replaceAll(special, (character) => `&#${character.codePointAt(0) ?? 0};`);
}

/** How much of a report fits: sections are left out whole, the last ones first. */
export interface Section {
  readonly text: string;
  /** Completes "Left out: ". Left out last if it is null. */
  readonly name: string | null;
}

function bytesOf(text: string): number {
  return Buffer.byteLength(text, "utf8");
}

/** Joins sections, and leaves out those that do not fit: never a part of one. The end says what is missing. */
export function joinSections(
  sections: readonly Section[],
  maxBytes: number,
  command: string = "latchkey review",
): string {
  const kept: string[] = [];
  const missing: string[] = [];
  // Enough for the sentence about what is missing.
  let left = maxBytes - 500;
  for (const { text, name } of sections) {
    if (text === "") continue;
    const size = bytesOf(text);
    if (name !== null && size > left) missing.push(name);
    else {
      kept.push(text);
      left -= size;
    }
  }
  if (missing.length === 0) return kept.join("");
  const end = `\n> Left out, because the comment would be too long: ${missing.join(", ")}. \`${command} --format text\` has all of it.\n`;
  return `${kept.join("")}${end}`;
}
