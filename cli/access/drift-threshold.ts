import { isDrifted } from "#review/report/build-drift-report.ts";
import type { DriftReport } from "#review/report/drift-report.ts";
import type { Severity } from "#review/findings/severity.ts";
import type { ExitCode } from "../command.ts";

export const foundLevels = ["drift", "error", "warning", "note", "never"] as const;
export type FoundLevel = (typeof foundLevels)[number];

const counted: Readonly<Record<Severity, readonly FoundLevel[]>> = {
  error: ["error", "warning", "note"],
  warning: ["warning", "note"],
  note: ["note"],
};

interface Threshold {
  readonly failOn: readonly FoundLevel[];
  readonly requireComplete?: true;
}

/** What a report means for a pipeline. */
export function judgeDrift(report: DriftReport, { failOn, requireComplete }: Threshold): ExitCode {
  if (requireComplete === true && !report.complete) return 1;
  const levels = failOn.includes("never") ? [] : failOn;
  if (levels.includes("drift") && isDrifted(report)) return 1;
  const open = report.findings.filter(({ waived }) => waived === null);
  return open.some(({ severity }) => levels.some((level) => counted[severity].includes(level))) ? 1 : 0;
}
