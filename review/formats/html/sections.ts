import { quoteLine } from "#access/schema/shown-text.ts";
import type { ReviewReport, ToldCredential, ToldFinding, ToldSubject } from "../../report/review-report.ts";
import { sortAssertions } from "../../report/tell-assertion.ts";
import { listUntold } from "../../report/untold.ts";
import { writeCredentialKind } from "../../report/verdict-line.ts";
import { placeInRepository } from "../place.ts";
import { type Line, writeProof } from "../proof-lines.ts";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A text from outside as the content of an element, or of an attribute in quotation marks. */
export function escapeHtml(text: string): string {
  return quoteLine(text, 1_000)
    .replaceAll(/[&<>"']/g, (character) => entities[character] ?? "")
    .replaceAll("##[", "#&#35;[");
}

const mostRows = 1_000;

function writeRows<T>(all: readonly T[], write: (one: T) => string): string {
  const more =
    all.length > mostRows ? `<p class="more">${all.length - mostRows} more: the form "json" has all of them.</p>` : "";
  return `${all.slice(0, mostRows).map(write).join("")}${more}`;
}

function writeSection(title: string, id: string, body: string): string {
  return body === "" ? "" : `<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${body}</section>\n`;
}

function writePlace(finding: ToldFinding): string {
  const { address } = finding;
  const { file, line } = placeInRepository(finding, {});
  const parts = [
    ...(address === null ? [] : [address]),
    ...(finding.file === null ? [] : [line === null ? file : `${file}:${line}`]),
  ];
  return parts.length === 0 ? "" : `<p class="note">${parts.map(escapeHtml).join(" at ")}</p>`;
}

function writeFinding(finding: ToldFinding): string {
  const { severity, code, name, introduced, message, fix, waived } = finding;
  const age = introduced ? "" : " (not new)";
  const accepted = waived === null ? "" : ` (accepted until ${waived.until}: ${waived.reason})`;
  const title = `${severity} ${code} ${name}${age}${accepted}`;
  return `<article><h3>${escapeHtml(title)}</h3><p>${escapeHtml(message)} ${escapeHtml(fix)}</p>${writePlace(finding)}</article>`;
}

function writeSubject({ name, address }: ToldSubject): string {
  return escapeHtml(address === null || address === name ? name : `${name} (${address})`);
}

function writeCredential(one: ToldCredential): string {
  const { name, subject, address } = one;
  const what = name === null ? writeSubject(subject) : `${escapeHtml(name)} of ${writeSubject(subject)}`;
  const where = address === null ? "" : ` (${escapeHtml(address)})`;
  return `<li>${what} ${escapeHtml(writeCredentialKind(one))}${where}</li>`;
}

function writeList<T>(all: readonly T[], write: (one: T) => string): string {
  return all.length === 0 ? "" : `<ul>${writeRows(all, write)}</ul>`;
}

const writeSentence = (text: string): string => `<li>${escapeHtml(text)}</li>`;

function writeTree({ text, below }: Line): string {
  return `<li>${text}${below.length === 0 ? "" : `<ul>${below.map(writeTree).join("")}</ul>`}</li>`;
}

function writeAssertion([says, names]: readonly [string, readonly string[]]): string {
  return writeSentence(`${says}: ${names.join(", ")}`);
}

/** The parts that need no script. */
export function writeSections(report: ReviewReport): string {
  const { findings, credentials, assumptions, proofs, assertions } = report;
  const at = { say: escapeHtml, name: escapeHtml };
  return [
    writeSection(
      "Proofs",
      "proofs",
      writeList(proofs, (proof) => writeTree(writeProof(proof, at))),
    ),
    writeSection("Findings", "findings", writeRows(findings, writeFinding)),
    writeSection("Assertions", "assertions", writeList(sortAssertions(assertions), writeAssertion)),
    writeSection("Keys and accounts", "keys", writeList(credentials, writeCredential)),
    writeSection("Not looked at", "blind", writeList(listUntold(report), writeSentence)),
    writeSection("Assumed", "assumed", writeList(assumptions, writeSentence)),
  ].join("");
}
