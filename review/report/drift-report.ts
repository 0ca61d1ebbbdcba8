import type { Coverage } from "../drift/coverage.ts";
import type { AccessReport, ToldSubject } from "./review-report.ts";

/** How many of each kind of difference. Accepted ones are left out. */
export interface DriftCounts {
  readonly changed: number;
  readonly missing: number;
  readonly unmanaged: number;
  readonly notApplied: number;
  readonly other: number;
}

/** An object that is neither managed nor a finding. */
export interface ToldObject {
  /** The noun. */
  readonly type: string;
  readonly id: string | null;
  /** As the vendor calls it. */
  readonly name: string | null;
  /** Whose it is; null for what is nobody's. */
  readonly subject: ToldSubject | null;
}

/** What stands apart from what is counted. */
export interface ToldApart {
  /** Keys, and whatever else code leaves to others. */
  readonly delegated: readonly ToldObject[];
  /** The identity that asked, and what it holds. */
  readonly asker: readonly ToldObject[];
  /** The vendor's own. */
  readonly builtIn: number;
  /** Not ours, as `--owned` says. */
  readonly foreign: number;
  /** What no code can manage at this vendor. */
  readonly unmanageable: number;
}

/** What a comparison of code and vendor says, in words. */
export interface DriftReport extends AccessReport {
  readonly format: "latchkey-drift/1";
  /** Code and vendor are the same, and nothing was out of sight. */
  readonly inSync: boolean;
  readonly accounts: readonly { readonly vendor: string; readonly endpoint: string | null }[];
  /** When what lives was read: RFC 3339. */
  readonly takenAt: string | null;
  /** Whose token read it; null if nobody says it. */
  readonly askedBy: string | null;
  readonly counts: DriftCounts;
  readonly coverage: Coverage;
  readonly apart: ToldApart;
}
