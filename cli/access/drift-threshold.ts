import { isDrifted } from "#review/report/build-drift-report.ts";
import type { DriftReport } from "#review/report/drift-report.ts";
import { isSeverity, reachedBy } from "./review-threshold.ts";

export const foundLevels = ["drift", "error", "warning", "note", "never"] as const;
export type FoundLevel = (typeof foundLevels)[number];

interface Thresholds {
  readonly failOn: readonly FoundLevel[];
  readonly requireComplete?: true;
}

function explainReached(report: DriftReport, level: FoundLevel): string | undefined {
  if (level === "drift") return isDrifted(report) ? "code and vendor differ (--fail-on drift)" : undefined;
  if (!isSeverity(level)) return undefined;
  const found = report.findings.filter(({ waived, severity }) => {
    return waived === null && reachedBy[level].includes(severity);
  });
  const codes = [...new Set(found.map(({ code }) => code))].toSorted().join(", ");
  return found.length === 0 ? undefined : `there is ${codes} (--fail-on ${level})`;
}

/** Why a pipeline is to fail: parts of a sentence. */
export function judgeDrift(report: DriftReport, { failOn, requireComplete }: Thresholds): readonly string[] {
  const reached = failOn.includes("never") ? [] : failOn.map((level) => explainReached(report, level));
  return [
    ...(requireComplete === true && !report.complete ? ["something was not looked at (--require-complete)"] : []),
    ...reached.filter((reason) => reason !== undefined),
  ];
}
