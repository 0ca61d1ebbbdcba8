import { writeDriftLine } from "./drift-line.ts";
import type { DriftReport } from "./drift-report.ts";
import type { ReviewReport, ToldProof } from "./review-report.ts";
import { writeVerdict } from "./verdict-line.ts";

/** What formats write. */
export type Report = ReviewReport | DriftReport;

/** The words that tell the two kinds of reports apart. */
interface ReportWords {
  /** The command. */
  readonly command: string;
  readonly gains: string;
  readonly losses: string;
  readonly isNew: string;
}

const review: ReportWords = { command: "latchkey review", gains: "Gains", losses: "Losses", isNew: "new" };
const drift: ReportWords = {
  command: "latchkey drift",
  gains: "More than the code gives",
  losses: "Less than the code gives",
  isNew: "in no code",
};

export function findWords({ format }: Pick<Report, "format">): ReportWords {
  return format === "latchkey-review/1" ? review : drift;
}

/** The whole report in one line. */
export function writeHeadline(report: Report): string {
  return report.format === "latchkey-review/1" ? writeVerdict(report) : writeDriftLine(report);
}

/** What was to be proved: of a review alone. */
export function listProofs(report: Report): readonly ToldProof[] {
  return report.format === "latchkey-review/1" ? report.proofs : [];
}
