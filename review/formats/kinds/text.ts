import { disarmLines, quoteLine } from "#access/schema/shown-text.ts";
import type {
  ToldAssertion,
  ToldCause,
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
import type { ReviewFormat } from "../definition.ts";
import { listApart, listKinds } from "../drift-lines.ts";
import { type Line, writeProof } from "../proof-lines.ts";
import { describeUnplaced } from "../../report/unplaced.ts";

/** A name. */
const say = (text: string): string => quoteLine(text, 200);
/** A sentence: what to do is at its end. */
const tell = (text: string): string => quoteLine(text, 1_000);

function writeSubject({ name, address }: ToldSubject): string {
  return address === null || address === name ? say(name) : `${say(name)} (${say(address)})`;
}

function writeRight({ text, selector }: ToldRight): string {
  return selector === null ? say(text) : `${say(text)} [${say(selector)}]`;
}

function writeLine({ file, line }: Pick<ToldCause, "file" | "line">): string {
  return file === null ? "" : ` ${say(file)}${line === null ? "" : `:${line}`}`;
}

function writeCause({ address, type, attribute, happening, ...code }: ToldCause): string {
  const where = address === null ? describeUnplaced({ type, happening }) : say(address);
  return `${where}${attribute === null ? "" : ` (${say(attribute)})`}${writeLine(code)}`;
}

const mostRights = 20;

function writeRights(sign: "+" | "-", { rights, on, through, because, ...group }: ToldRights): string {
  const shown = rights.slice(0, mostRights).map(writeRight).join(", ");
  const more = rights.length > mostRights ? `, and ${rights.length - mostRights} more` : "";
  const notes = [
    on === null ? "in the whole account" : `on ${say(on)}`,
    ...(through.length === 0 ? [] : [`through ${through.map(say).join(", ")}`]),
    ...(group.reason === null ? [] : [`reason: ${say(group.reason)}`]),
    ...(group.until === null ? [] : [`until ${say(group.until)}`]),
    ...(group.isCertain ? [] : ["at most"]),
    ...(group.isInferred ? ["inferred"] : []),
    ...(group.isListed ? ["only what the vendor adds later is new"] : []),
  ];
  const causes = because.length === 0 ? "" : `        ${because.map(writeCause).join(" -> ")}\n`;
  return `    ${sign} ${shown}${more}\n        ${notes.join("; ")}\n${causes}`;
}

function writeChanges(report: Report, sign: "+" | "-"): string {
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

function writeCredentials(credentials: readonly ToldCredential[]): string {
  if (credentials.length === 0) return "";
  const lines = credentials.map((one) => {
    const { name, subject, address } = one;
    const what = name === null ? writeSubject(subject) : `${say(name)} of ${writeSubject(subject)}`;
    return `  ${what} ${writeCredentialKind(one)}${address === null ? "" : ` (${say(address)})`}\n`;
  });
  return `\nKeys and accounts\n${lines.join("")}`;
}

function writePlace({ address, because, ...code }: ToldFinding): string {
  const where = because.find((cause) => cause.address === address);
  if (where !== undefined) return ` ${writeCause({ ...where, ...code })}`;
  return address === null ? "" : ` ${say(address)}${writeLine(code)}`;
}

/** What to do about it, or who accepts it. */
function writeEnd({ waived, waiver }: ToldFinding, fix: string): string {
  if (waived !== null) {
    return `    Accepted until ${say(waived.until)} by ${say(waived.by)}: ${tell(waived.reason)}\n`;
  }
  return waiver === null ? `    ${fix}\n` : `    ${fix}\n    To accept it: ${writeWaiver(waiver)}\n`;
}

function writeFinding(finding: ToldFinding): string {
  const { code, name, severity, introduced, message, fix } = finding;
  const place = writePlace(finding);
  return `  ${severity} ${code} ${name}${introduced ? "" : " (not new)"}${place}\n    ${tell(message)}\n${writeEnd(finding, tell(fix))}`;
}

function writeFindings(title: string, findings: readonly ToldFinding[]): string {
  return findings.length === 0 ? "" : `\n${title}\n${findings.map(writeFinding).join("")}`;
}

function writeAssertions(assertions: readonly ToldAssertion[]): string {
  const lines = sortAssertions(assertions).map(([says, names]) => `  ${says}: ${names.map(say).join(", ")}\n`);
  return lines.length === 0 ? "" : `\nAssertions\n${lines.join("")}`;
}

function indent({ text, below }: Line, depth: number): string {
  const colon = below.length > 0 && depth > 1 ? ":" : "";
  return `${"  ".repeat(depth)}${text}${colon}\n${below.map((one) => indent(one, depth + 1)).join("")}`;
}

function writeProofs(proofs: readonly ToldProof[]): string {
  const written = proofs.map((proof) => indent(writeProof(proof, { say: tell, name: say }), 1));
  return written.length === 0 ? "" : `\nProofs\n${written.join("")}`;
}

function writeCoverage(report: DriftReport): string {
  const apart = listApart(report).map(
    ({ says, names }) => `  ${names.length === 0 ? says : `${says}: ${names.map(say).join(", ")}`}\n`,
  );
  const rows = listKinds(report).map((line) => `  ${line}\n`);
  return `\nCoverage of what could be read\n${rows.join("")}${apart.length === 0 ? "" : `\nNot counted\n${apart.join("")}`}`;
}

function writeList(title: string, sentences: readonly string[]): string {
  return sentences.length === 0 ? "" : `\n${title}\n${sentences.map((one) => `  ${tell(one)}\n`).join("")}`;
}

function write(report: Report): string {
  const { credentials, findings, assumptions } = report;
  return disarmLines(
    [
      `${writeHeadline(report)}\n`,
      writeChanges(report, "+"),
      writeChanges(report, "-"),
      report.format === "latchkey-drift/1" ? writeCoverage(report) : writeCredentials(credentials),
      writeFindings(
        "Findings",
        findings.filter(({ waived }) => waived === null),
      ),
      writeFindings(
        "Accepted findings",
        findings.filter(({ waived }) => waived !== null),
      ),
      writeAssertions(report.assertions),
      writeProofs(listProofs(report)),
      writeList("Not looked at", listUntold(report)),
      writeList("Assumed", assumptions),
    ].join(""),
  );
}

export const format: ReviewFormat = {
  name: "text",
  says: "for people, in a terminal",
  write: (report) => write(report),
};
