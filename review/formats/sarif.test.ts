import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import multitool from "@microsoft/sarif-multitool";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { hostileNames, reportExamples, reportFindings, reportName, reportProofs } from "../testing/reports.ts";
import type { ReviewReport, ToldCause } from "../report/review-report.ts";
import { findingDefinitions } from "../findings/registry.gen.ts";
import { format } from "./kinds/sarif.ts";

/** Microsoft's own validator, with the rules of GitHub's code scanning. npm does not make it executable. */
const program = z.string().parse(multitool);

function openValidator() {
  const file = join(dirname(program), "sarif-2.1.0.json");
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  return ajv.compile(z.looseObject({}).parse(JSON.parse(readFileSync(file, "utf8"))));
}

const place = z.object({
  physicalLocation: z.object({
    artifactLocation: z.object({ uri: z.string(), uriBaseId: z.literal("%SRCROOT%") }),
    region: z.object({ startLine: z.int().positive() }),
  }),
  logicalLocations: z.array(z.object({ fullyQualifiedName: z.string() })).optional(),
});
const log = z.object({
  runs: z.tuple([
    z.object({
      tool: z.object({ driver: z.object({ rules: z.array(z.object({ id: z.string() })) }) }),
      automationDetails: z.object({ id: z.string() }),
      invocations: z.tuple([
        z.object({ toolExecutionNotifications: z.array(z.object({ message: z.object({ text: z.string() }) })) }),
      ]),
      results: z.array(
        z.object({
          ruleId: z.string(),
          ruleIndex: z.number(),
          level: z.enum(["error", "warning", "note"]),
          message: z.object({ text: z.string() }),
          locations: z.tuple([place]),
          partialFingerprints: z.object({ primaryLocationLineHash: z.string() }),
          codeFlows: z
            .array(z.object({ threadFlows: z.array(z.object({ locations: z.array(z.object({ location: place })) })) }))
            .optional(),
        }),
      ),
    }),
  ]),
});

function write(report: ReviewReport, options: object = {}) {
  const text = format.write(report, { version: "1.2.3", ...options });
  return { text, run: log.parse(JSON.parse(text)).runs[0] };
}

/** What the validator says, of errors alone. */
function validate(texts: readonly string[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-sarif-"));
  try {
    texts.forEach((text, index) => writeFileSync(join(folder, `${index}.sarif`), text));
    chmodSync(program, 0o755);
    const out = execFileSync(
      program,
      ["validate", join(folder, "*.sarif"), "--rule-kind", "Sarif;Ghas", "--level", "Error"],
      {
        encoding: "utf8",
        // Without the system's library for languages, which a small machine lacks.
        env: { DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1", HOME: folder },
      },
    );
    expect(out).toContain(`Done. ${texts.length} files scanned.`);
    return out.split("\n").filter((line) => /\berror\b/i.test(line));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const placed = { file: "src/stack.ts", line: 12 };

describe("SARIF", () => {
  it("says which claims are not proved, as its own schema has it", () => {
    const { text, run } = write(
      reportProofs([{}, { outcome: "proved" }, { outcome: "unproved", claim: hostileNames[0] ?? "" }]),
    );
    const check = openValidator();
    expect(check(JSON.parse(text))).toBe(true);
    expect(run.invocations[0].toolExecutionNotifications.map(({ message }) => message.text)).toEqual([
      "Refuted: no ci-* reaches admins",
      "Not proved: @org/team",
    ]);
  });

  const examples = reportExamples();
  const reports = [
    ...examples.map(([, report]) => report),
    ...hostileNames.map(reportName),
    reportFindings([placed, { address: null, file: "a folder/ü.ts", line: 3 }, { because: [] }]),
    reportFindings([]),
  ];

  it("is valid for the schema", () => {
    const isValid = openValidator();
    for (const report of reports)
      expect([isValid(JSON.parse(write(report).text)), isValid.errors]).toEqual([true, null]);
    expect(isValid({ version: "2.1.0", runs: [{ results: [{ level: "fatal" }] }] })).toBe(false);
  });

  it("is valid for GitHub, as far as Microsoft's validator knows", () => {
    // One file: the validator takes most of a second for each.
    const whole = { ...reportFindings([]), findings: reports.flatMap(({ findings }) => findings) };
    expect(validate([write(whole).text, write(reportFindings([])).text])).toEqual([]);
    const { text } = write(reportFindings([placed]));
    expect(validate([text.replace(/"help": \{[^}]*\},/, "")]).join("\n")).toContain("GH2012");
  });

  it("gives each result and each step a place in the repository, a known rule and the same severity", () => {
    const all = reports.map((report) => ({ report, run: write(report).run }));
    expect(all.flatMap(({ run }) => run.results).length).toBeGreaterThan(findingDefinitions.length);
    for (const { report, run } of all) {
      expect(run.results.map(({ ruleId, level }) => [ruleId, level])).toEqual(
        report.findings.map(({ code, severity }) => [code, severity]),
      );
      for (const { ruleId, ruleIndex } of run.results) expect(run.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    }
  });

  it.each([
    { name: "a known line", given: placed, uri: "src/stack.ts", line: 12 },
    { name: "a file alone", given: { file: "src/stack.ts" }, uri: "src/stack.ts", line: 1 },
    { name: "no file", given: {}, uri: "stacks/main.tf", line: 1 },
    {
      name: "spaces and letters",
      given: { file: "./a folder/ü#?.ts", line: 3 },
      uri: "a%20folder/%C3%BC%23%3F.ts",
      line: 3,
    },
    { name: "another machine's separators", given: { file: "src\\stack.ts", line: 3 }, uri: "src/stack.ts", line: 3 },
    { name: "an absolute path", given: { file: "/etc/passwd", line: 3 }, uri: "stacks/main.tf", line: 1 },
    { name: "a drive", given: { file: "C:\\stack.ts", line: 3 }, uri: "stacks/main.tf", line: 1 },
    { name: "a scheme", given: { file: "git::https://evil.example/x", line: 3 }, uri: "stacks/main.tf", line: 1 },
    { name: "a folder above", given: { file: "src/../../x.ts", line: 3 }, uri: "stacks/main.tf", line: 1 },
    { name: "no line that exists", given: { file: "src/stack.ts", line: -1 }, uri: "src/stack.ts", line: 1 },
  ])("places a finding: $name", ({ given, uri, line }) => {
    const { run } = write(reportFindings([given]), { location: "stacks/main.tf" });
    const { physicalLocation, logicalLocations } = run.results[0]?.locations[0] ?? {};
    expect(physicalLocation).toMatchObject({ artifactLocation: { uri }, region: { startLine: line } });
    expect(logicalLocations).toEqual([{ fullyQualifiedName: "access_key.ferry" }]);
  });

  it("keeps the fingerprint when the line moves, and tells two findings on one line apart", () => {
    const printsOf = (...findings: Parameters<typeof reportFindings>[0]) =>
      write(reportFindings(findings)).run.results.map((one) => one.partialFingerprints.primaryLocationLineHash);
    expect(printsOf(placed)).toEqual(printsOf({ ...placed, line: 90, message: "In other words." }));
    expect(new Set(printsOf(placed, { ...placed, fingerprint: "8899aabbccddeeff" })).size).toBe(2);
    expect(printsOf(placed)).toEqual(["0011223344556677:1"]);
  });

  it("writes the way from the subject as a flow, only if it has steps", () => {
    const cause: ToldCause = {
      address: "access_role.reader",
      type: "role",
      attribute: "permissions",
      happening: "updated",
      presence: "managed",
      file: null,
      line: null,
      constructPath: null,
    };
    const flows = (because: readonly ToldCause[]) => write(reportFindings([{ because }])).run.results[0]?.codeFlows;
    expect(flows([cause])).toBeUndefined();
    expect(flows([cause, { ...cause, ...placed }])?.[0]?.threadFlows[0]?.locations).toMatchObject([
      { location: { physicalLocation: { artifactLocation: { uri: "main.tf" } } } },
      { location: { physicalLocation: { artifactLocation: { uri: "src/stack.ts" }, region: { startLine: 12 } } } },
    ]);
  });

  it("has the worst 5,000 findings, and says how many are missing", () => {
    const many = Array.from({ length: 5_001 }, (_, index) => ({
      severity: index < 5_000 ? ("note" as const) : ("error" as const),
      fingerprint: index.toString(16).padStart(16, "0"),
      message: `${"long ".repeat(500)}${index}`,
    }));
    const { run, text } = write(reportFindings(many));
    expect(run.results).toHaveLength(5_000);
    expect(run.results[0]?.level).toBe("error");
    expect(run.invocations[0].toolExecutionNotifications.map(({ message }) => message.text)).toEqual([
      expect.stringMatching(/^1 of 5001 findings were left out/),
    ]);
    expect(gzipSync(text).length).toBeLessThan(10_000_000);
    expect(write(reportFindings(many.slice(1))).run.invocations[0].toolExecutionNotifications).toEqual([]);
  });

  it.each([
    { name: "network", id: "latchkey/network/" },
    { name: "team a/../b", id: "latchkey/team-a-..-b/" },
    { name: undefined, id: "latchkey/review/" },
  ])("has a category of its own: $id", ({ name, id }) => {
    expect(write(reportFindings([]), { name }).run.automationDetails.id).toBe(id);
  });

  it.each(hostileNames)("makes no link of a name: %s", (name) => {
    const { run } = write(reportFindings([{ message: `The key ${name} of [a](${name}) never ends.` }]));
    expect(run.results[0]?.message.text).not.toContain("](");
  });
});
