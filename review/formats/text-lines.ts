import { quoteLine } from "#access/schema/shown-text.ts";
import { findWords, type Report } from "../report/report.ts";
import type { ToldCause, ToldCredential, ToldRight, ToldRights, ToldSubject } from "../report/review-report.ts";
import { describeUnplaced } from "../report/unplaced.ts";
import { writeCredentialKind } from "../report/verdict-line.ts";

/** A name. */
export const say = (text: string): string => quoteLine(text, 200);
/** A sentence: what to do is at its end. */
export const tell = (text: string): string => quoteLine(text, 1_000);

function writeSubject({ name, address }: ToldSubject): string {
  return address === null || address === name ? say(name) : `${say(name)} (${say(address)})`;
}

function writeRight({ text, selector }: ToldRight): string {
  return selector === null ? say(text) : `${say(text)} [${say(selector)}]`;
}

/** A line of code, after what is there. */
export function writeLine({ file, line }: Pick<ToldCause, "file" | "line">): string {
  return file === null ? "" : ` ${say(file)}${line === null ? "" : `:${line}`}`;
}

/** Something that leads to access, and its line of code. */
export function writeCause({ address, type, attribute, happening, ...code }: ToldCause): string {
  const where = address === null ? describeUnplaced({ type, happening }) : say(address);
  return `${where}${attribute === null ? "" : ` (${say(attribute)})`}${writeLine(code)}`;
}

const mostRights = 20;

/** Rights that somebody has in one way, as a line of each. */
interface WrittenRights {
  readonly shown: string;
  readonly notes: readonly string[];
}

export function describeRights({ rights, on, through, ...group }: ToldRights): WrittenRights {
  const shown = rights.slice(0, mostRights).map(writeRight).join(", ");
  const more = rights.length > mostRights ? `, and ${rights.length - mostRights} more` : "";
  const notes = [
    on === null ? "in the whole account" : `on ${say(on)}`,
    ...(through.length === 0 ? [] : [`through ${through.map(say).join(", ")}`]),
    ...(group.reason === null ? [] : [`reason: ${say(group.reason)}`]),
    ...(group.until === null ? [] : [`until ${say(group.until)}`]),
    ...(group.isCertain ? [] : ["at most"]),
    ...(group.isInferred ? ["inferred"] : []),
  ];
  return { shown: `${shown}${more}`, notes };
}

function writeRights(sign: "+" | "-", group: ToldRights): string {
  const { because, isListed } = group;
  const { shown, notes: told } = describeRights(group);
  const notes = isListed ? [...told, "only what the vendor adds later is new"] : told;
  const causes = because.length === 0 ? "" : `        ${because.map(writeCause).join(" -> ")}\n`;
  return `    ${sign} ${shown}\n        ${notes.join("; ")}\n${causes}`;
}

/** Who gains, or loses, what, and through which lines. */
export function writeChanges(report: Report, sign: "+" | "-"): string {
  const part = sign === "+" ? "gains" : "losses";
  const { changes } = report;
  const words = findWords(report);
  const touched = changes.filter((one) => one[part].length > 0);
  if (touched.length === 0) return "";
  const subjects = touched.map((one) => {
    const notes = [
      ...(one.isNew ? [words.isNew] : []),
      ...(one.isGone ? ["gone"] : []),
      ...(one.isReplaced ? ["replaced"] : []),
    ];
    const head = `  ${writeSubject(one.subject)}${notes.length === 0 ? "" : ` [${notes.join(", ")}]`}\n`;
    return `${head}${one[part].map((group) => writeRights(sign, group)).join("")}`;
  });
  return `\n${words[part]}\n${subjects.join("")}`;
}

/** The keys and accounts that a change is about. */
export function writeCredentials(credentials: readonly ToldCredential[]): string {
  if (credentials.length === 0) return "";
  const lines = credentials.map((one) => {
    const { name, subject, address } = one;
    const what = name === null ? writeSubject(subject) : `${say(name)} of ${writeSubject(subject)}`;
    return `  ${what} ${writeCredentialKind(one)}${address === null ? "" : ` (${say(address)})`}\n`;
  });
  return `\nKeys and accounts\n${lines.join("")}`;
}
