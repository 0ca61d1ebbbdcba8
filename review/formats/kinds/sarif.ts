import { quoteLine, writeCleanJson } from "#access/schema/shown-text.ts";
import type { FindingDefinition, Severity } from "../../findings/definition.ts";
import { findingDefinitions } from "../../findings/registry.gen.ts";
import { listProofs, type Report } from "../../report/report.ts";
import type { ToldCause, ToldFinding } from "../../report/review-report.ts";
import { listOpenProofs, writeProofSentence } from "../../report/proof-sentence.ts";
import type { FormatOptions, ReviewFormat } from "../definition.ts";
import { placeInRepository } from "../place.ts";
import { describeUnplaced } from "../../report/unplaced.ts";

// https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning

const schema = "https://json.schemastore.org/sarif-2.1.0.json";

/** GitHub shows no more, and refuses files of more than 25,000. */
const mostResults = 5_000;
const mostSteps = 20;
const mostCharacters = 1_000;

const ranks: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };
const problems: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", note: "recommendation" };

/** One line. Nothing in it is a link: GitHub makes links of `[text](target)`. */
function say(text: string): string {
  return quoteLine(text, mostCharacters).replaceAll("](", "] (");
}

function toTitle(name: string): string {
  return name.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function writeRule({ code, name, severity, score, summary, explanation, fix }: FindingDefinition) {
  const risk = score === null ? undefined : score.toFixed(1);
  const tags = score === null ? ["access"] : ["access", "security"];
  return {
    id: code,
    name: toTitle(name),
    shortDescription: { text: say(`${summary}.`) },
    fullDescription: { text: say(explanation) },
    help: {
      text: say(`${explanation} ${fix}`),
      markdown: `${explanation}\n\n**What to do:** ${fix}\n`,
    },
    defaultConfiguration: { level: severity },
    properties: { tags, precision: "high", "problem.severity": problems[severity], "security-severity": risk },
  };
}

/** Each part encoded, so that the whole is a relative reference and no scheme. */
function toUri(file: string): string {
  return file.split("/").map(encodeURIComponent).join("/");
}

type Placed = Pick<ToldCause, "file" | "line" | "address">;

function writeLocation({ file, line, address }: Placed, options: FormatOptions) {
  const place = placeInRepository({ file, line }, options);
  const physicalLocation = {
    artifactLocation: { uri: toUri(place.file), uriBaseId: "%SRCROOT%" },
    region: { startLine: place.line ?? 1 },
  };
  const logical =
    address === null ? undefined : [{ fullyQualifiedName: quoteLine(address, mostCharacters), kind: "resource" }];
  return { physicalLocation, logicalLocations: logical };
}

function writeStep(cause: ToldCause, options: FormatOptions) {
  const { address, attribute } = cause;
  const where = address ?? describeUnplaced(cause);
  const text = say(attribute === null ? where : `${attribute} of ${where}`);
  return { location: { ...writeLocation(cause, options), message: { text } } };
}

/** Only a chain is one: a single cause is the place itself. */
function writeFlows(because: readonly ToldCause[], options: FormatOptions) {
  if (because.length < 2) return undefined;
  const locations = because.slice(0, mostSteps).map((cause) => writeStep(cause, options));
  return [{ threadFlows: [{ locations }] }];
}

function writeResult(finding: ToldFinding, options: FormatOptions) {
  const { code, severity, message, fix, fingerprint, introduced } = finding;
  const index = findingDefinitions.findIndex((one) => one.code === code);
  return {
    ruleId: code,
    ruleIndex: index < 0 ? undefined : index,
    level: severity,
    message: { text: `${say(message)} ${say(fix)}` },
    locations: [writeLocation(finding, options)],
    // Without the line: an alert stays the same one when its code moves.
    partialFingerprints: { primaryLocationLineHash: `${fingerprint}:1`, "latchkey/v1": fingerprint },
    codeFlows: writeFlows(finding.because, options),
    properties: { introduced },
  };
}

function writeClaims(report: Report) {
  return listOpenProofs({ proofs: listProofs(report) }).map((proof) => ({
    level: "error",
    descriptor: { id: "claim-not-proved" },
    message: { text: say(writeProofSentence(proof)) },
  }));
}

function writeNotifications(findings: readonly ToldFinding[]) {
  if (findings.length <= mostResults) return [];
  const text = `${findings.length - mostResults} of ${findings.length} findings were left out: code scanning shows ${mostResults}. The worst ones are here, and the format "json" has all of them.`;
  return [{ level: "warning", descriptor: { id: "findings-left-out" }, message: { text } }];
}

/** A category, because of its slash: two reports of one commit replace each other's alerts without one. */
function writeCategory(name: string): string {
  return `latchkey/${name.replaceAll(/[^\w.-]+/g, "-").slice(0, 100)}/`;
}

/** What somebody accepted would be shown as an open alert: code scanning ignores suppressions. */
function listOpen({ findings }: Report): readonly ToldFinding[] {
  return findings.filter(({ waived }) => waived === null);
}

function writeRun(report: Report, options: FormatOptions) {
  const { complete, at } = report;
  const said = report.format === "latchkey-review/1" ? { verdict: report.verdict } : { inSync: report.inSync };
  const findings = listOpen(report);
  const shown = findings.toSorted((a, b) => ranks[a.severity] - ranks[b.severity]).slice(0, mostResults);
  const { version, name = "review" } = options;
  const notifications = [...writeClaims(report), ...writeNotifications(findings)];
  return {
    tool: { driver: { name: "latchkey", semanticVersion: version, rules: findingDefinitions.map(writeRule) } },
    automationDetails: { id: writeCategory(name) },
    columnKind: "utf16CodeUnits",
    // The root of the repository, wherever it is: an absolute path would tell of the machine.
    originalUriBaseIds: { "%SRCROOT%": { description: { text: "The root of the repository." } } },
    invocations: [{ executionSuccessful: true, toolExecutionNotifications: notifications }],
    results: shown.map((finding) => writeResult(finding, options)),
    properties: { ...said, complete, at: quoteLine(at) },
  };
}

export const format: ReviewFormat = {
  name: "sarif",
  says: "for code scanning",
  write: (report, options) => writeCleanJson({ $schema: schema, version: "2.1.0", runs: [writeRun(report, options)] }),
};
