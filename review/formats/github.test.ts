import { describe, expect, it } from "vitest";
import type { ReviewReport } from "../report/review-report.ts";
import { hostileNames, reportFindings, reportName, reportProofs } from "../testing/reports.ts";
import { format } from "./kinds/github.ts";

interface Annotation {
  readonly kind: string;
  readonly properties: { readonly [name: string]: string };
  readonly message: string;
}

function decode(text: string): string {
  return text
    .replaceAll("%0D", "\r")
    .replaceAll("%0A", "\n")
    .replaceAll("%3A", ":")
    .replaceAll("%2C", ",")
    .replaceAll("%25", "%");
}

/** As GitHub's runner reads it. */
function readAnnotations(text: string): readonly Annotation[] {
  const lines = [...text.matchAll(/^::(\w+) (.*?)::(.*)$/gm)];
  return lines.map(([, kind = "", properties = "", message = ""]) => ({
    kind,
    properties: Object.fromEntries(
      properties.split(",").map((pair) => [pair.split("=")[0], decode(pair.slice(pair.indexOf("=") + 1))]),
    ),
    message: decode(message),
  }));
}

function write(report: ReviewReport): string {
  return format.write(report, { version: "0.0.0" });
}

describe("annotations of GitHub", () => {
  it("say which claims are not proved, as errors", () => {
    const [first, ...others] = readAnnotations(write(reportProofs([{}, { outcome: "proved" }]))).filter(
      ({ kind }) => kind === "error",
    );
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      properties: { title: "claim not proved" },
      message: "Refuted: no ci-* reaches admins",
    });
  });

  it("say why the step fails, where nothing else is an error", () => {
    const failed = ["there is LK510 (--fail-on note)"];
    const [first, ...others] = readAnnotations(
      format.write(reportFindings([{ severity: "note" }]), { version: "0.0.0", failed }),
    );
    expect(first).toMatchObject({ kind: "error", message: "Failed: there is LK510 (--fail-on note)." });
    expect(others.map(({ kind }) => kind)).toEqual(["notice"]);
    const told = readAnnotations(format.write(reportFindings([{}]), { version: "0.0.0", failed }));
    expect(told.map(({ message }) => message)).not.toContain("Failed: there is LK510 (--fail-on note).");
  });

  it("are at the line of the finding, below the verdict", () => {
    const text = write(reportFindings([{ file: "src/a:b,c%.ts", line: 12, message: "100% of [a], b: c." }]));
    expect(text.split("\n")).toEqual([
      expect.stringMatching(/^Broadens access/),
      "::error file=src/a%3Ab%2Cc%25.ts,line=12,title=LK201 key-without-expiry::100%25 of [a], b: c. Set `expires_at`.",
      "",
    ]);
    expect(readAnnotations(text)).toEqual([
      {
        kind: "error",
        properties: { file: "src/a:b,c%.ts", line: "12", title: "LK201 key-without-expiry" },
        message: "100% of [a], b: c. Set `expires_at`.",
      },
    ]);
  });

  it("are nine of a kind, the new ones first, and a pointer", () => {
    const errors = Array.from({ length: 12 }, (_, index) => ({ message: `E${index}`, introduced: index > 2 }));
    const notes = Array.from({ length: 9 }, () => ({ severity: "note" as const }));
    const all = readAnnotations(write(reportFindings([...notes, ...errors])));
    expect(all.map(({ kind }) => kind)).toEqual([
      ...Array<string>(10).fill("error"),
      ...Array<string>(9).fill("notice"),
    ]);
    expect(all[8]?.message).toContain("E11");
    expect(all[9]?.message).toMatch(/^3 more of this kind/);
  });

  it.each(hostileNames)("say what a name is, and no more: %s", (name) => {
    const { findings } = reportFindings([{ message: `Role ${name} is wide.`, address: name, file: name, line: 1 }]);
    const lines = write({ ...reportName(name), findings }).split("\n");
    expect(lines).toHaveLength(3);
    const [annotation] = readAnnotations(lines.join("\n"));
    expect(Object.keys(annotation?.properties ?? {})).toEqual(expect.arrayContaining(["file", "title"]));
    expect(annotation?.properties["title"]).toBe("LK201 key-without-expiry");
    expect(annotation?.message).toMatch(/^Role .* is wide\. Set `expires_at`\.$/);
  });
});
