import { quoteLine, writeCleanJson } from "#access/schema/shown-text.ts";
import { findingDefinitions } from "../../findings/registry.gen.ts";
import type { ToldFinding } from "../../report/review-report.ts";
import type { FormatOptions, ReviewFormat } from "../definition.ts";
import { placeInRepository } from "../place.ts";

// https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format

const mostCharacters = 1_000;

const scores = new Map(findingDefinitions.map(({ code, score }) => [code, score]));
const highest = 9;

function grade({ code, severity }: ToldFinding): string {
  const score = scores.get(code) ?? 0;
  switch (severity) {
    case "error":
      return score >= highest ? "blocker" : "critical";
    case "warning":
      return "major";
    case "note":
      return score > 0 ? "minor" : "info";
  }
}

function writeFinding(finding: ToldFinding, options: FormatOptions) {
  const { code, message, fix, fingerprint } = finding;
  const { file, line } = placeInRepository(finding, options);
  return {
    description: quoteLine(`${code} ${message} ${fix}`, mostCharacters),
    check_name: code,
    fingerprint,
    severity: grade(finding),
    location: { path: file, lines: { begin: line ?? 1 } },
  };
}

export const format: ReviewFormat = {
  name: "codequality",
  says: "for the code quality report of GitLab",
  write: ({ findings }, options) => {
    const open = findings.filter(({ waived }) => waived === null);
    return writeCleanJson(open.map((finding) => writeFinding(finding, options)));
  },
};
