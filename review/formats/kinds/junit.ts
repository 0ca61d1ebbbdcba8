import { quoteLine } from "#access/schema/shown-text.ts";
import { findingDefinitions } from "../../findings/registry.gen.ts";
import { findWords, listProofs, type Report, writeHeadline } from "../../report/report.ts";
import type { ToldFinding, ToldSubject } from "../../report/review-report.ts";
import { writeProofSentence } from "../../report/proof-sentence.ts";
import { listUntold } from "../../report/untold.ts";
import type { FormatOptions, ReviewFormat } from "../definition.ts";
import { placeInRepository } from "../place.ts";

// https://docs.gitlab.com/ci/testing/unit_test_reports/

const mostCharacters = 1_000;
/** Forges take files of 30 MB. */
const mostCases = 20_000;

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** One line, without what XML 1.0 forbids: of that, control characters and halves of characters are written out before. */
function say(text: string): string {
  return (
    quoteLine(text, mostCharacters)
      .replaceAll(/[\uFFFE\uFFFF]/g, "�")
      .replaceAll(/[&<>"']/g, (character) => entities[character] ?? "")
      // GitHub's runner obeys it anywhere in a line.
      .replaceAll("##[", "#&#35;[")
  );
}

type Outcome = "passed" | "failure" | "error" | "skipped";

interface Case {
  readonly group: string;
  readonly name: string;
  readonly outcome: Outcome;
  readonly file?: string;
  readonly line?: number | null;
  /** One line; of a passed case it is what is printed. */
  readonly message?: string;
  readonly text?: string;
}

const knowledge = new Set(findingDefinitions.filter((one) => one.isAboutKnowledge === true).map(({ code }) => code));

/** Only what the change brings in can fail it. What could not be looked at is an error and no failure. */
function judgeFinding({ code, severity, introduced, waived }: ToldFinding): Outcome {
  if (waived !== null) return "skipped";
  if (knowledge.has(code)) return severity === "note" ? "passed" : "error";
  return introduced && severity !== "note" ? "failure" : "passed";
}

function nameSubject({ name, address }: ToldSubject): string {
  return address === null || address === name ? name : `${address}: ${name}`;
}

function nameFinding({ address, subject, name }: ToldFinding): string {
  if (subject !== null && (address === null || subject.address === address)) return nameSubject(subject);
  if (address === null) return name;
  return subject === null ? address : `${address}: ${subject.name}`;
}

function createFindingCase(finding: ToldFinding, options: FormatOptions): Case {
  const { code, name, severity, introduced, message, fix, waived } = finding;
  const { file, line } = placeInRepository(finding, options);
  return {
    group: code,
    name: nameFinding(finding),
    outcome: judgeFinding(finding),
    file,
    line,
    message: waived === null ? message : `accepted until ${waived.until}: ${waived.reason}`,
    text: `${severity} ${code} ${name}${introduced ? "" : " (not new)"}: ${message} ${fix}`,
  };
}

/** What was looked at, and nothing is to be said about. */
function listQuiet(all: readonly ToldSubject[], group: string, findings: readonly ToldFinding[]): readonly Case[] {
  const addresses = new Set(findings.flatMap(({ address, subject }) => [address, subject?.address ?? null]));
  const subjects = new Set(findings.map(({ subject }) => JSON.stringify(subject)));
  return all
    .filter((one) => !subjects.has(JSON.stringify(one)) && (one.address === null || !addresses.has(one.address)))
    .map((one) => ({ group, name: nameSubject(one), outcome: "passed" as const }));
}

function listBlind(report: Report): readonly Case[] {
  return listUntold(report).map((sentence) => ({
    group: "blind",
    name: sentence,
    outcome: "error" as const,
    message: sentence,
    text: sentence,
  }));
}

/** A claim that is not proved fails whatever the change brings. What violates an assertion is among the findings. */
function listAsked(report: Report): readonly Case[] {
  return [
    ...listProofs(report).map((proof): Case => {
      const message = writeProofSentence(proof);
      const outcome = proof.outcome === "proved" || proof.outcome === "holds" ? "passed" : "failure";
      return { group: "claim", name: proof.claim, outcome, message, text: message };
    }),
    ...report.assertions
      .filter(({ outcome }) => outcome === "holds")
      .map(({ name }): Case => ({ group: "assertion", name, outcome: "passed" })),
  ];
}

/** So that a suite is never empty, and fails where the exit code is 1 and no other case says why. */
function createVerdictCase(report: Report, others: readonly Case[], { failed = [] }: FormatOptions): Case {
  const name = report.format === "latchkey-review/1" ? "what the change does" : "what differs";
  const said = { group: "verdict", name, text: writeHeadline(report) };
  const isSaid = others.some(({ outcome }) => outcome === "failure" || outcome === "error");
  if (failed.length === 0 || isSaid) return { ...said, outcome: "passed" };
  return { ...said, outcome: "failure", message: `Failed: ${failed.join("; ")}` };
}

function listCases(report: Report, options: FormatOptions): readonly Case[] {
  const { findings, subjects, roles } = report;
  const others: readonly Case[] = [
    ...findings.map((finding) => createFindingCase(finding, options)),
    ...listAsked(report),
    ...listBlind(report),
    ...listQuiet(subjects, "subject", findings),
    ...listQuiet(roles, "role", findings),
  ];
  const all = [createVerdictCase(report, others, options), ...others];
  if (all.length <= mostCases) return all;
  const message = `${all.length - mostCases} more cases were left out: the file would be too long`;
  return [...all.slice(0, mostCases), { group: "verdict", name: "left out", outcome: "skipped", message }];
}

/** Readers drop all but one case of a class and a name. */
function giveNames(cases: readonly Case[]): readonly Case[] {
  const seen = new Set<string>();
  const times = new Map<string, number>();
  const keyOf = (group: string, name: string): string => `${group}\n${say(name)}`;
  return cases.map((one) => {
    const { group } = one;
    const first = keyOf(group, one.name);
    let name = one.name;
    while (seen.has(keyOf(group, name))) {
      const next = (times.get(first) ?? 1) + 1;
      times.set(first, next);
      name = `${one.name.slice(0, mostCharacters - 100)} (${next})`;
    }
    seen.add(keyOf(group, name));
    return { ...one, name };
  });
}

function writeBody({ outcome, group, message = "", text = "" }: Case): string {
  switch (outcome) {
    case "passed":
      return text === "" ? "" : `<system-out>${say(text)}</system-out>`;
    case "skipped":
      return `<skipped message="${say(message)}"/>`;
    case "failure":
    case "error":
      return `<${outcome} message="${say(message)}" type="${group}">${say(text)}</${outcome}>`;
  }
}

function writeCase(one: Case): string {
  const { group, name, file, line } = one;
  const place = file === undefined ? "" : ` file="${say(file)}"${typeof line === "number" ? ` line="${line}"` : ""}`;
  const start = `    <testcase classname="latchkey.${group}" name="${say(name)}"${place} time="0"`;
  const body = writeBody(one);
  return body === "" ? `${start}/>\n` : `${start}>${body}</testcase>\n`;
}

function write(report: Report, options: FormatOptions): string {
  const cases = giveNames(listCases(report, options));
  const count = (outcome: Outcome): number => cases.filter((one) => one.outcome === outcome).length;
  const counts = `tests="${cases.length}" failures="${count("failure")}" errors="${count("error")}" skipped="${count("skipped")}" time="0"`;
  const name = say(`${findWords(report).command}: ${options.name ?? "review"}`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<testsuites name="latchkey" ${counts}>\n  <testsuite name="${name}" ${counts}>\n`,
    ...cases.map(writeCase),
    "  </testsuite>\n</testsuites>\n",
  ].join("");
}

export const format: ReviewFormat = { name: "junit", says: "for the test reports of a build", write };
