import { describe, expect, it } from "vitest";
import { reportFindings } from "../testing/reports.ts";
import { reviewFormats } from "./registry.gen.ts";

const waived = { reason: "Ends with the migration in May.", until: "2030-05-01T00:00:00Z", by: "waivers.json" };
const message = "The key plover-key never ends.";

function write(name: string, finding: Parameters<typeof reportFindings>[0][number]): string {
  const format = reviewFormats.find((one) => one.name === name);
  return format?.write(reportFindings([finding]), { version: "0.0.0" }) ?? "";
}

describe("a finding that somebody accepted", () => {
  it.each(["text", "markdown", "json", "html", "junit"])("is in %s, with the reason", (name) => {
    expect(write(name, { message, waived })).toContain("migration in May");
  });

  it.each(["sarif", "github", "codequality"])("is not in %s, which knows open ones alone", (name) => {
    expect(write(name, { message })).toContain("plover-key");
    expect(write(name, { message, waived })).not.toContain("plover-key");
  });

  it("fails no build", () => {
    expect(write("junit", { message, waived })).toContain("<skipped");
    expect(write("junit", { message, waived })).toContain('failures="0"');
  });
});
