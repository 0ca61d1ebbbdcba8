import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { ToldFinding } from "../report/review-report.ts";
import { reportExamples, reportFindings } from "../testing/reports.ts";
import { format } from "./kinds/codequality.ts";

const shape = z.array(
  z.strictObject({
    description: z.string().min(1).max(1_100),
    check_name: z.string().regex(/^LK\d{3}$/),
    fingerprint: z.string().regex(/^[\da-f]{16}$/),
    severity: z.enum(["info", "minor", "major", "critical", "blocker"]),
    location: z.strictObject({
      path: z.string().regex(/^[^/]/),
      lines: z.strictObject({ begin: z.int().positive() }),
    }),
  }),
);

function write(...findings: readonly Partial<ToldFinding>[]) {
  return shape.parse(JSON.parse(format.write(reportFindings(findings), { version: "0.0.0", location: "cdktf.json" })));
}

describe("GitLab's code quality", () => {
  it.each(reportExamples())("is as GitLab documents it: %s", (_, report) => {
    const all = shape.parse(JSON.parse(format.write(report, { version: "0.0.0" })));
    expect(all).toHaveLength(report.findings.length);
    expect(new Set(all.map(({ fingerprint }) => fingerprint)).size).toBe(all.length);
  });

  it("places findings, by a file at least", () => {
    const [placed, loose] = write({ file: "src/stack.ts", line: 4 }, {});
    expect(placed?.location).toEqual({ path: "src/stack.ts", lines: { begin: 4 } });
    expect(loose?.location).toEqual({ path: "cdktf.json", lines: { begin: 1 } });
  });

  it("grades them by severity", () => {
    const all = write({ code: "LK102" }, {}, { severity: "warning" }, { code: "LK101", severity: "note" });
    expect(all.map(({ severity }) => severity)).toEqual(["blocker", "critical", "major", "minor"]);
  });
});
