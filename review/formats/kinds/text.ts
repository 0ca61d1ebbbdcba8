import { disarmLines } from "#access/schema/shown-text.ts";
import type { ToldAssertion, ToldFinding, ToldProof } from "../../report/review-report.ts";
import { sortAssertions } from "../../report/tell-assertion.ts";
import { listUntold } from "../../report/untold.ts";
import { listProofs, type Report, writeHeadline } from "../../report/report.ts";
import { writeWaiver } from "../../waivers/write-waiver.ts";
import type { DriftReport } from "../../report/drift-report.ts";
import type { ReviewFormat } from "../definition.ts";
import { listApart, listKinds } from "../drift-lines.ts";
import { type Line, writeProof } from "../proof-lines.ts";
import { say, tell, writeCause, writeChanges, writeCredentials, writeLine } from "../text-lines.ts";

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
