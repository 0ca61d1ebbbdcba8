import type { DriftReport } from "../report/drift-report.ts";
import type { Report } from "../report/report.ts";
import type { ToldAccess } from "../report/review-report.ts";

/** What a format is told beside the report. */
export interface FormatOptions {
  /** Of this tool. */
  readonly version: string;
  /** The most bytes (UTF-8) to write, for formats that can be cut. @default as many as there are */
  readonly maxBytes?: number;
  /** Tells this report from others of the same repository, such as the name of a stack. @default "review" */
  readonly name?: string;
  /** The stacks that it is about, where that tells it better than the name. @default the name */
  readonly stack?: string;
  /** When the plan itself was made: RFC 3339. @default it does not say */
  readonly madeAt?: string;
  /** From the repository's root: the file of what no line of code is known for. @default "main.tf" */
  readonly location?: string;
  /** Why the exit code is 1, for forms whose readers see no exit code: parts of a sentence. @default nobody decided */
  readonly failed?: readonly string[];
  /** What everybody may do, for forms that show it. @default only of whom something changes */
  readonly tellAccess?: () => readonly ToldAccess[];
}

/** One file of `review/formats/kinds/`: how a report is written. Whatever comes from outside is cleaned by it. */
export interface ReviewFormat {
  /** As in `--format`. */
  readonly name: string;
  /** For whom, in the help. */
  readonly says: string;
  /** The commands to GitHub's runner that lines of it are meant to be. @default none */
  readonly commands?: readonly string[];
  /** It is for reviews, and not for what code and vendor differ in. @default false */
  readonly isOfReviewsAlone?: true;
  write(report: Report, options: FormatOptions): string;
}

/** One file of `review/formats/drift/`: a form for what code and vendor differ in alone. */
export interface DriftFormat extends Pick<ReviewFormat, "name" | "says"> {
  write(report: DriftReport, options: FormatOptions): string;
}
