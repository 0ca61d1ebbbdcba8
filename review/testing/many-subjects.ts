import type { ReviewReport, ToldAccess, ToldRights, ToldSubject } from "../report/review-report.ts";
import { reportName } from "./reports.ts";

function createRights(role: number, count: number): ToldRights {
  return {
    rights: Array.from({ length: count }, (_, index) => ({
      kind: "permission" as const,
      text: `update dashboard-${role}-${index}`,
      selector: null,
    })),
    on: null,
    through: [`group team ${role % 50}`, `role operator ${role}`],
    because: [],
    reason: null,
    until: null,
    isCertain: true,
    isInferred: false,
    isListed: false,
  };
}

function createSubject(index: number): ToldSubject {
  const name = `ferry-${index}`;
  return {
    name,
    kind: "account",
    address: `access_service_account.ferry["${index}"]`,
    id: `a-${index}`,
    vendor: "SigNoz",
  };
}

/** A report about many subjects, of whom the one in the middle gains something; with what everybody may do. */
export function createManySubjects(count: number): {
  readonly report: ReviewReport;
  readonly access: readonly ToldAccess[];
} {
  const access = Array.from({ length: count }, (_, index): ToldAccess => {
    const after = [createRights(index % 300, 20)];
    return { subject: createSubject(index), before: after, after };
  });
  const gains = [createRights(301, 400)];
  const subject = createSubject(Math.floor(count / 2));
  const change = { subject, isNew: false, isGone: false, isReplaced: false, gains, losses: [], after: gains };
  return { report: { ...reportName("ferry"), changes: [change] }, access };
}
