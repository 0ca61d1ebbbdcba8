import { disarmLines, quoteLine } from "#access/schema/shown-text.ts";
import type { Severity } from "../../findings/definition.ts";
import { findWords, listProofs, type Report, writeHeadline } from "../../report/report.ts";
import type { ToldFinding } from "../../report/review-report.ts";
import { listOpenProofs, writeProofSentence } from "../../report/proof-sentence.ts";
import type { FormatOptions, ReviewFormat } from "../definition.ts";
import { placeInRepository } from "../place.ts";

// https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions

const mostCharacters = 1_000;
/** GitHub shows ten of a kind for each step: the tenth says how many are missing. */
const mostOfOneKind = 9;

const commands = { error: "error", warning: "warning", note: "notice" } as const satisfies Readonly<
  Record<Severity, string>
>;
const severities: readonly Severity[] = ["error", "warning", "note"];

function escapeData(text: string): string {
  return quoteLine(text, mostCharacters).replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

function writeCommand(severity: Severity, properties: readonly (readonly [string, string])[], message: string): string {
  const said = properties.map(([name, value]) => `${name}=${escapeProperty(value)}`).join(",");
  // The runner tries the older form, `##[`, only on lines that are no command; another reader may not.
  return `::${commands[severity]} ${said}::${escapeData(message)}\n`.replaceAll("##[", "##\u200B[");
}

function writeFinding(finding: ToldFinding, options: FormatOptions): string {
  const { code, name, severity, introduced, message, fix } = finding;
  const { file, line } = placeInRepository(finding, options);
  const place = line === null ? [] : [["line", String(line)] as const];
  const title = `${code} ${name}${introduced ? "" : " (not new)"}`;
  return writeCommand(severity, [["file", file], ...place, ["title", title]], `${message} ${fix}`);
}

/** What is new first. */
function writeKind(severity: Severity, report: Report, options: FormatOptions): string {
  const all = report.findings
    .filter((one) => one.severity === severity && one.waived === null)
    .toSorted((a, b) => Number(b.introduced) - Number(a.introduced));
  const shown = all.slice(0, mostOfOneKind).map((one) => writeFinding(one, options));
  const more = all.length - shown.length;
  if (more > 0) {
    const what = `${more} more of this kind: another form of the report, such as markdown, has all of them.`;
    shown.push(writeCommand(severity, [["title", findWords(report).command]], what));
  }
  return shown.join("");
}

function writeClaims(report: Report): string {
  const open = listOpenProofs({ proofs: listProofs(report) }).slice(0, mostOfOneKind);
  return open
    .map((proof) => writeCommand("error", [["title", "claim not proved"]], writeProofSentence(proof)))
    .join("");
}

/** Why the step fails, where no annotation is an error. */
function writeFailure(report: Report, { failed = [] }: FormatOptions): string {
  const isSaid = report.findings.some(({ severity, waived }) => severity === "error" && waived === null);
  if (failed.length === 0 || isSaid || listOpenProofs({ proofs: listProofs(report) }).length > 0) return "";
  return writeCommand("error", [["title", `latchkey ${findWords(report).command}`]], `Failed: ${failed.join("; ")}.`);
}

export const format: ReviewFormat = {
  name: "github",
  says: "as annotations of a GitHub workflow",
  commands: Object.values(commands),
  write: (report, options) =>
    `${disarmLines(quoteLine(writeHeadline(report)))}\n${writeFailure(report, options)}${writeClaims(report)}${severities.map((one) => writeKind(one, report, options)).join("")}`,
};
