import { createHash } from "node:crypto";
import type {
  ToldAssertion,
  ToldCause,
  ToldChange,
  ToldCredential,
  ToldFinding,
  ToldProof,
  ToldRight,
  ToldRights,
  ToldSubject,
} from "../../report/review-report.ts";
import { sortAssertions } from "../../report/tell-assertion.ts";
import { listUntold } from "../../report/untold.ts";
import { findWords, listProofs, type Report, writeHeadline } from "../../report/report.ts";
import { writeCredentialKind } from "../../report/verdict-line.ts";
import { writeWaiver } from "../../waivers/write-waiver.ts";
import type { DriftReport } from "../../report/drift-report.ts";
import type { FormatOptions, ReviewFormat } from "../definition.ts";
import { listApart, listKinds } from "../drift-lines.ts";
import { type Line, writeProof } from "../proof-lines.ts";
import { joinSections, type Section, toCode, toExactCode, toProse } from "../markdown-text.ts";
import { describeUnplaced } from "../../report/unplaced.ts";

const mostRights = 12;
const mostRows = 100;

function writeSubject({ name, address }: ToldSubject): string {
  return address === null || address === name ? toCode(name) : `${toCode(name)}<br>${toCode(address)}`;
}

function writeRight({ text, selector }: ToldRight): string {
  return toCode(selector === null ? text : `${text} [${selector}]`);
}

function listRights(rights: readonly ToldRight[]): string {
  const shown = rights.slice(0, mostRights).map(writeRight).join(", ");
  return rights.length > mostRights ? `${shown}, and ${rights.length - mostRights} more` : shown;
}

function writeLine({ file, line }: Pick<ToldCause, "file" | "line">): string {
  return file === null ? "" : ` at ${toCode(line === null ? file : `${file}:${line}`)}`;
}

function writeCause({ address, type, attribute, happening, ...code }: ToldCause): string {
  if (address === null) return describeUnplaced({ type, happening });
  return `${toCode(attribute === null ? address : `${address}.${attribute}`)}${writeLine(code)}`;
}

function writeNotes({ reason, until, isCertain, isInferred, isListed }: ToldRights): string {
  return [
    ...(reason === null ? [] : [`reason: ${toCode(reason)}`]),
    ...(until === null ? [] : [`until ${toCode(until)}`]),
    ...(isCertain ? [] : ["at most"]),
    ...(isInferred ? ["inferred"] : []),
    ...(isListed ? ["only what the vendor adds later is new"] : []),
  ].join("; ");
}

function writeRow(subject: ToldSubject, group: ToldRights): string {
  const { rights, on, through, because } = group;
  const cells = [
    writeSubject(subject),
    listRights(rights),
    on === null ? "everything" : toCode(on),
    through.length === 0 ? "itself" : through.map(toCode).join(" → "),
    because.length === 0
      ? ""
      : writeCause(because.findLast(({ address }) => address !== null) ?? because[0] ?? never()),
    writeNotes(group),
  ];
  return `| ${cells.join(" | ")} |\n`;
}

function never(): never {
  throw new Error("an empty list of causes has no first one");
}

function writeTable(title: string, part: "gains" | "losses", changes: readonly ToldChange[]): string {
  const rows = changes.flatMap((change) => change[part].map((group) => writeRow(change.subject, group)));
  if (rows.length === 0) return "";
  const more = rows.length > mostRows ? `\n…and ${rows.length - mostRows} more rows.\n` : "";
  const head = "| who | may | on | through | where | |\n| --- | --- | --- | --- | --- | --- |\n";
  return `\n### ${title}\n\n${head}${rows.slice(0, mostRows).join("")}${more}`;
}

function writeCredentials(credentials: readonly ToldCredential[]): string {
  if (credentials.length === 0) return "";
  const lines = credentials.slice(0, mostRows).map((one) => {
    const { name, subject, address } = one;
    const what = name === null ? toCode(subject.name) : `${toCode(name)} of ${toCode(subject.name)}`;
    return `- ${what} ${writeCredentialKind(one)}${address === null ? "" : ` (${toCode(address)})`}\n`;
  });
  return `\n### Keys and accounts\n\n${lines.join("")}`;
}

const marks = { error: "🔴", warning: "🟠", note: "🔵" } as const;

function writePlace({ address, because, ...code }: ToldFinding): string {
  if (address === null) return "";
  const cause = because.find((one) => one.address === address);
  return cause === undefined ? ` ${toCode(address)}${writeLine(code)}` : ` ${writeCause({ ...cause, ...code })}`;
}

/** What to do about it, or who accepts it. */
function writeEnd({ waived, waiver }: ToldFinding, fix: string): string {
  if (waived !== null) {
    const { until, by, reason } = waived;
    return `Accepted until ${toCode(until)} by ${toCode(by)}: ${toProse(reason)}`;
  }
  const entry = waiver === null ? "" : `<br>To accept it: ${toExactCode(writeWaiver(waiver))}`;
  return `*${toProse(fix)}*${entry}`;
}

function writeFinding(finding: ToldFinding): string {
  const { code, name, severity, introduced, message, fix } = finding;
  const where = writePlace(finding);
  const age = introduced ? "" : " (not new)";
  return `- ${marks[severity]} **${code} ${name}**${age}${where}<br>${toProse(message)} ${writeEnd(finding, fix)}\n`;
}

function writeFindings(title: string, findings: readonly ToldFinding[]): string {
  if (findings.length === 0) return "";
  const more = findings.length > mostRows ? `- and ${findings.length - mostRows} more\n` : "";
  return `\n### ${title}\n\n${findings.slice(0, mostRows).map(writeFinding).join("")}${more}`;
}

function writeList(title: string, sentences: readonly string[]): string {
  if (sentences.length === 0) return "";
  return `\n### ${title}\n\n${sentences.map((one) => `- ${toProse(one)}\n`).join("")}`;
}

function writeAssertions(assertions: readonly ToldAssertion[]): string {
  const lines = sortAssertions(assertions).map(([says, names]) => `- ${says}: ${names.map(toCode).join(", ")}\n`);
  return lines.length === 0 ? "" : `\n### Assertions\n\n${lines.join("")}`;
}

function writeItem({ text, below }: Line, depth: number): string {
  return `${"  ".repeat(depth)}- ${text}\n${below.map((one) => writeItem(one, depth + 1)).join("")}`;
}

const proofMarks = { proved: "🟢", holds: "🟡", refuted: "🔴", unproved: "🟠" } as const;

function writeProofs(proofs: readonly ToldProof[]): string {
  const items = proofs.map((proof) => {
    const line = writeProof(proof, { say: toProse, name: toCode });
    return writeItem({ ...line, text: `${proofMarks[proof.outcome]} ${line.text}` }, 0);
  });
  return items.length === 0 ? "" : `\n### Proofs\n\n${items.join("")}`;
}

function fold(title: string, text: string): string {
  return text === "" ? "" : `\n<details>\n<summary>${title}</summary>\n${text}\n</details>\n`;
}

function writeAfter(changes: readonly ToldChange[]): string {
  const lines = changes
    .filter(({ after, isGone }) => after.length > 0 && !isGone)
    .map(({ subject, after }) => `- ${toCode(subject.name)}: ${listRights(after.flatMap(({ rights }) => rights))}\n`);
  return lines.length === 0 ? "" : `\n${lines.join("")}`;
}

function writeCoverage(report: DriftReport): string {
  const rows = listKinds(report).map((line) => `- ${toProse(line)}\n`);
  const apart = listApart(report).map(({ says, names }) => {
    return `- ${names.length === 0 ? toProse(says) : `${toProse(says)}: ${names.map(toCode).join(", ")}`}\n`;
  });
  const beside = apart.length === 0 ? "" : `\n### Not counted\n\n${apart.join("")}`;
  return `\n### Coverage of what could be read\n\n${rows.join("")}${beside}`;
}

function listSections(report: Report, options: FormatOptions): readonly Section[] {
  const { changes, credentials, findings, assumptions } = report;
  const words = findWords(report);
  const isDrift = report.format === "latchkey-drift/1";
  const open = findings.filter(({ waived }) => waived === null);
  const accepted = findings.filter(({ waived }) => waived !== null);
  return [
    { name: null, text: writeMarker(report, options) },
    { name: null, text: `## ${toProse(writeHeadline(report))}\n` },
    { name: "what is gained", text: writeTable(words.gains, "gains", changes) },
    { name: "findings", text: writeFindings("Findings", open) },
    { name: "keys and accounts", text: isDrift ? "" : writeCredentials(credentials) },
    { name: "what is lost", text: writeTable(words.losses, "losses", changes) },
    { name: "coverage", text: isDrift ? writeCoverage(report) : "" },
    { name: "proofs", text: writeProofs(listProofs(report)) },
    { name: "assertions", text: writeAssertions(report.assertions) },
    { name: "what is accepted", text: fold("What is accepted", writeFindings("Accepted findings", accepted)) },
    { name: "what was not looked at", text: writeList("Not looked at", listUntold(report)) },
    { name: "what each may do then", text: isDrift ? "" : fold("What each of them may do then", writeAfter(changes)) },
    { name: "what is assumed", text: fold("What is assumed", writeList("Assumed", assumptions)) },
    { name: null, text: `\n<sub>latchkey ${toProse(options.version)}, as of ${toProse(report.at)}</sub>\n` },
  ];
}

/** Nothing in it can end the comment, and nobody reads it. */
function hashName(name: string): string {
  return createHash("sha256").update(name).digest("hex").slice(0, 16);
}

/**
 * By it, a job finds the comment that it wrote for the same stack, and leaves a newer one alone. The time is the plan's own, or
 * when the account was read: a job that runs again with the same plan is no newer.
 */
function writeMarker(report: Report, { name = "review", stack = name, madeAt }: FormatOptions): string {
  const made = report.format === "latchkey-drift/1" ? report.takenAt : madeAt;
  const time = Number.isNaN(Date.parse(made ?? "")) ? null : new Date(made ?? "").toISOString();
  const kind = report.format === "latchkey-drift/1" ? "drift" : "review";
  return `<!-- latchkey:${kind} stack=${hashName(stack)}${time === null ? "" : ` at=${time}`} -->\n\n`;
}

const usualBytes = 60_000;

export const format: ReviewFormat = {
  name: "markdown",
  says: "for the comment of a pull request",
  write: (report, options) =>
    joinSections(listSections(report, options), options.maxBytes ?? usualBytes, findWords(report).command),
};
