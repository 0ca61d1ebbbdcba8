import { quoteLine } from "#access/schema/shown-text.ts";
import { QuestionError } from "../names.ts";
import { findNearNames } from "#access/schema/near-names.ts";
import { type NamedTarget, readRight } from "../targets/target.ts";

/** That somebody cannot come to something. */
export interface Claim {
  /** As it was given. */
  readonly text: string;
  /** A name, an id, an address, or a pattern of them. */
  readonly subject: string;
  readonly target: NamedTarget;
  /** Null: anywhere. */
  readonly scope: string | null;
}

const form = `A claim is: no SUBJECT reaches ROLE, or: no SUBJECT reaches ACTION on RESOURCE[:SELECTOR]; and after both, if it is about one scope: in SCOPE. Put names with blanks into quotation marks.`;

interface Word {
  readonly text: string;
  readonly isQuoted: boolean;
}

const wordPattern = /\s*(?:((?:[^\s"']|"[^"]*"|'[^']*')+)|(["']))/gy;
const quoted = /"([^"]*)"|'([^']*)'/g;

function fail(text: string, why: string): never {
  throw new QuestionError(`--prove "${quoteLine(text, 200)}": ${why} ${form}`);
}

function splitWords(text: string): readonly Word[] {
  const words: Word[] = [];
  for (const [, word, open] of text.trim().matchAll(wordPattern)) {
    if (word === undefined) fail(text, `a quotation mark (${open}) is not closed.`);
    words.push({
      text: word.replaceAll(
        quoted,
        (_, double: string | undefined, single: string | undefined) => double ?? single ?? "",
      ),
      isQuoted: word.startsWith('"') || word.startsWith("'"),
    });
  }
  return words;
}

function isKeyword(word: Word | undefined, keyword: string): boolean {
  return word !== undefined && !word.isQuoted && word.text === keyword;
}

function expectKeyword(
  text: string,
  word: Word | undefined,
  { keyword, place }: { keyword: string; place: string },
): void {
  if (isKeyword(word, keyword)) return;
  const got = word === undefined ? "the claim ends" : `there is "${quoteLine(word.text, 100)}"`;
  const [near] = word === undefined ? [] : findNearNames(word.text, [keyword]);
  const hint = near === undefined ? "" : ` Did you mean "${near}"?`;
  fail(text, `${place}, "${keyword}" is expected, and ${got}.${hint}`);
}

function readTarget(text: string, words: readonly Word[]): NamedTarget {
  const [first, second, third, ...others] = words;
  if (first === undefined) fail(text, `"reaches" is followed by nothing.`);
  if (second === undefined) return { kind: "role", name: first.text };
  if (third === undefined && isKeyword(first, "role")) return { kind: "role", name: second.text };
  if (third === undefined && isKeyword(first, "standing")) return { kind: "standing", standing: second.text };
  if (third === undefined || (others.length === 0 && isKeyword(second, "on"))) {
    const right = readRight(`${first.text} ${(third ?? second).text}`);
    if (right !== undefined) return right;
  }
  const said = words.map((word) => quoteLine(word.text, 100)).join(" ");
  return fail(text, `"${said}" is neither one role nor an action on a resource.`);
}

/** Reads `no SUBJECT reaches …`. @throws QuestionError that says what is expected where */
export function parseClaim(text: string): Claim {
  const words = splitWords(text);
  const [no, subject, reaches, ...rest] = words;
  expectKeyword(text, no, { keyword: "no", place: "at the beginning" });
  if (subject === undefined || subject.text === "") fail(text, "nobody is named.");
  expectKeyword(text, reaches, { keyword: "reaches", place: `after "${quoteLine(subject.text, 100)}"` });
  const at = rest.findLastIndex((word, index) => index > 0 && isKeyword(word, "in"));
  if (at < 0) return { text, subject: subject.text, target: readTarget(text, rest), scope: null };
  const [scope, ...more] = rest.slice(at + 1);
  if (scope === undefined || more.length > 0) fail(text, `"in" is followed by exactly one scope.`);
  return { text, subject: subject.text, target: readTarget(text, rest.slice(0, at)), scope: scope.text };
}
