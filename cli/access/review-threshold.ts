import type { Severity } from "#review/findings/severity.ts";
import { listOpenProofs } from "#review/report/proof-sentence.ts";
import type { ReviewReport } from "#review/report/review-report.ts";

export const thresholds = ["broadening", "error", "warning", "note", "never"] as const;
export type Threshold = (typeof thresholds)[number];

/** What `--fail-on` counts, by the severity that it names. */
export const reachedBy: Readonly<Record<Severity, readonly Severity[]>> = {
  error: ["error"],
  warning: ["error", "warning"],
  note: ["error", "warning", "note"],
};

export function isSeverity(level: string): level is Severity {
  return Object.hasOwn(reachedBy, level);
}

export interface ReviewThresholds {
  readonly failOn: readonly Threshold[];
  readonly all?: true;
  readonly requireComplete?: true;
}

function explainReached({ verdict, findings }: ReviewReport, threshold: Threshold, isAll: boolean): string | undefined {
  if (threshold === "broadening") {
    return verdict === "broadens" || verdict === "both" ? "it broadens access (--fail-on broadening)" : undefined;
  }
  if (!isSeverity(threshold)) return undefined;
  const found = findings.filter(({ severity, introduced, waived }) => {
    return waived === null && (introduced || isAll) && reachedBy[threshold].includes(severity);
  });
  const codes = [...new Set(found.map(({ code }) => code))].toSorted().join(", ");
  return found.length === 0 ? undefined : `there is ${codes} (--fail-on ${threshold}${isAll ? " --all" : ""})`;
}

/** Why a pipeline is to fail: parts of a sentence. */
export function judgeReview(report: ReviewReport, thresholds: ReviewThresholds): readonly string[] {
  const { failOn, all, requireComplete } = thresholds;
  const isOpen = listOpenProofs(report).length > 0;
  const isUnproved = requireComplete === true && report.proofs.some(({ outcome }) => outcome !== "proved");
  const reached = failOn.includes("never")
    ? []
    : failOn.map((threshold) => explainReached(report, threshold, all === true));
  return [
    ...(requireComplete === true && !report.complete ? ["something was not looked at (--require-complete)"] : []),
    ...(isOpen || isUnproved ? ["a claim is not proved (--prove)"] : []),
    ...reached.filter((reason) => reason !== undefined),
  ];
}
