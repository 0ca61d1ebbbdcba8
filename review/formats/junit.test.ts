import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { validateXML } from "xmllint-wasm";
import type { ReviewReport, ToldSubject } from "../report/review-report.ts";
import { hostileNames, reportExamples, reportFindings, reportName, reportProofs } from "../testing/reports.ts";
import { format } from "./kinds/junit.ts";

const schema = readFileSync(join(import.meta.dirname, "..", "testing", "junit.xsd"), "utf8");

function write(report: ReviewReport, options: object = {}): string {
  return format.write(report, { version: "0.0.0", ...options });
}

/** What libxml2 has against the texts: they are no XML, or not what the schema allows. */
async function validate(texts: readonly string[]): Promise<readonly string[]> {
  const xml = texts.map((contents, index) => ({ fileName: `${index}.xml`, contents }));
  const { errors } = await validateXML({ xml, schema: [schema], extension: "schema" });
  return errors.map(({ rawMessage }) => rawMessage);
}

interface Seen {
  readonly group: string;
  readonly name: string;
  readonly outcome: string;
}

function listCases(text: string): readonly Seen[] {
  const cases = text.matchAll(/<testcase classname="latchkey\.(\w+)" name="([^"]*)"[^>]*?(?:\/>|><([\w-]+))/g);
  return [...cases].map(([, group = "", name = "", outcome = "passed"]) => ({
    group,
    name,
    outcome: outcome === "system-out" ? "passed" : outcome,
  }));
}

const subject: ToldSubject = {
  name: "ferry",
  kind: "account",
  address: "access_service_account.ferry",
  id: "a-1",
  vendor: "SigNoz",
};

describe("JUnit", () => {
  it("is XML, and what the schema allows", async () => {
    const twins = reportFindings([{}, {}, { address: "access_key.ferry (2)" }, {}]);
    const claims = reportProofs(hostileNames.map((claim) => ({ claim })));
    const reports = [claims, ...reportExamples().map(([, report]) => report), ...hostileNames.map(reportName), twins];
    expect(await validate(reports.map((report) => write(report)))).toEqual([]);
    const text = write(twins);
    expect(await validate([text.replace("</testsuites>", "")])).not.toEqual([]);
    expect(await validate([text.replace('name="access_key.ferry (2)"', 'name="access_key.ferry"')])).not.toEqual([]);
    expect(await validate([text.replace("latchkey.verdict", "verdict")])).not.toEqual([]);
  });

  it.each(["proved", "refuted", "unproved"] as const)("has a case for each claim: %s", (outcome) => {
    const cases = listCases(write(reportProofs([{ outcome }])));
    const name = "no ci-* reaches admins";
    expect(cases).toContainEqual({ group: "claim", name, outcome: outcome === "proved" ? "passed" : "failure" });
  });

  it.each([
    { name: "a new error", given: {}, outcome: "failure" },
    { name: "a new warning", given: { severity: "warning" as const }, outcome: "failure" },
    { name: "a note", given: { severity: "note" as const }, outcome: "passed" },
    { name: "what was so before", given: { introduced: false }, outcome: "passed" },
    { name: "what could not be looked at", given: { code: "LK901", introduced: false }, outcome: "error" },
  ])("says $outcome of $name", ({ given, outcome }) => {
    const cases = listCases(write(reportFindings([given])));
    expect(cases.find(({ group }) => group.startsWith("LK"))).toMatchObject({ name: "access_key.ferry", outcome });
  });

  it("has a case for each subject and each role, and one at least", () => {
    const cases = listCases(write({ ...reportName("ferry"), findings: [] }));
    expect(cases).toContainEqual({ group: "subject", name: "access_service_account.ferry: ferry", outcome: "passed" });
    expect(cases).toContainEqual({ group: "role", name: "access_role.reader: ferry", outcome: "passed" });
    const nobody = { ...reportName("ferry"), subjects: [], roles: [], findings: [] };
    expect(listCases(write(nobody))).toEqual([{ group: "verdict", name: "what the change does", outcome: "passed" }]);
  });

  it("fails where the exit code is 1, and says why", () => {
    const text = write(reportFindings([{ severity: "note" }]), {
      failed: ["code and vendor differ (--fail-on drift)"],
    });
    expect(listCases(text)[0]).toMatchObject({ group: "verdict", outcome: "failure" });
    expect(text).toContain('message="Failed: code and vendor differ (--fail-on drift)"');
  });

  it("does not call a subject with a finding fine", () => {
    const report = { ...reportFindings([{ subject, address: subject.address }]), subjects: [subject] };
    expect(listCases(write(report)).filter(({ name }) => name.includes("ferry") && !name.includes("role"))).toEqual([
      { group: "LK201", name: "access_service_account.ferry: ferry", outcome: "failure" },
    ]);
  });

  it("says what was not looked at once, and as an error", () => {
    const blind = "Nobody told who holds role ops.";
    const report = {
      ...reportFindings([{ code: "LK901", message: blind }]),
      blind: [blind, "Another part."],
      complete: false,
    };
    const errors = listCases(write(report)).filter(({ outcome }) => outcome === "error");
    expect(errors.map(({ group }) => group)).toEqual(["LK901", "blind"]);
  });

  it("counts what it has, names its suite, and places findings", () => {
    const text = write(reportFindings([{ file: "src/a&b.ts", line: 7 }, { severity: "warning" }]), { name: "<net>" });
    const [, tests, failures] = /tests="(\d+)" failures="(\d+)"/.exec(text) ?? [];
    expect([Number(tests), Number(failures)]).toEqual([listCases(text).length, 2]);
    expect(text).toContain('<testsuite name="latchkey review: &lt;net&gt;"');
    expect(text).toContain('file="src/a&amp;b.ts" line="7"');
  });

  it("stays below what forges take, and says what is missing", () => {
    const many = Array.from({ length: 21_000 }, (_, index) => ({ message: "&".repeat(600), fingerprint: `${index}` }));
    const text = write(reportFindings(many));
    expect(listCases(text)).toHaveLength(20_001);
    expect(text).toMatch(/<skipped message="\d+ more cases were left out/);
  });
});
