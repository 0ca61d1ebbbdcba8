import type { ReviewReport } from "./review-report.ts";

/** What was not looked at, but for what a finding says already. */
export function listUntold({ blind, findings }: Pick<ReviewReport, "blind" | "findings">): readonly string[] {
  const said = new Set(findings.map(({ message }) => message));
  return blind.filter((sentence) => !said.has(sentence));
}
