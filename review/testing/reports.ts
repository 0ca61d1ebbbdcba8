import { findingExamples } from "../findings/examples.gen.ts";
import { createAccount, createRole, permit } from "../findings/example-objects.ts";
import type { Example } from "../findings/example.ts";
import { runFindings } from "../findings/run-findings.ts";
import { buildReport } from "../report/build-report.ts";
import type { ReviewReport, ToldFinding, ToldProof } from "../report/review-report.ts";
import { openExample } from "./examples.ts";

/** Names that a form must not obey: each is markup, a command or invisible somewhere. */
export const hostileNames: readonly string[] = [
  "@org/team",
  "`",
  "``` ",
  "a | b",
  "</details><img src=x>",
  "--> x",
  "](http://evil.example)",
  "::add-mask::x",
  "##[error]x",
  "x ##[add-mask]y",
  "a ::error::x",
  "%23%23[error]x",
  "\u001B[31mred",
  "\u202Eesrever",
  "x".repeat(500),
  "\uD800",
  "two\nlines",
  "<!-- x",
  "https://evil.example",
  "]]>&lt;",
  "\"' onload=alert(1)",
  "</script><script>alert(1)</script>",
  "#1 GH-2 org/team#3",
  "%0A::error::x",
  "\uFFFE\uFFFF",
  "__proto__",
  "www.evil.example",
  "mail@evil.example",
];

export function reportExample(example: Example): ReviewReport {
  const change = openExample(example);
  return buildReport(change, runFindings(change));
}

/** The report of a change that creates an account of this name, which holds a role of this name. */
export function reportName(name: string): ReviewReport {
  const role = createRole("reader", permit("read", "dashboard"));
  const named = { ...role, state: { ...role.state, name } };
  const account = { ...createAccount("ferry"), state: { id: "a-1", name, roleIds: ["role-reader"] } };
  return reportExample({ vendor: "signoz", says: "", before: [named], after: [named, account] });
}

/** One report for the example of each kind of finding. */
export function reportExamples(): readonly (readonly [string, ReviewReport])[] {
  return Object.entries(findingExamples).map(([name, example]) => [name, reportExample(example)]);
}

const finding: ToldFinding = {
  code: "LK201",
  name: "key-without-expiry",
  severity: "error",
  introduced: true,
  message: "The key ferry-key never ends.",
  fix: "Set `expires_at`.",
  address: "access_key.ferry",
  subject: null,
  because: [],
  file: null,
  line: null,
  constructPath: null,
  waived: null,
  waiver: null,
  fingerprint: "0011223344556677",
};

/** A report with these findings. */
export function reportFindings(findings: readonly Partial<ToldFinding>[]): ReviewReport {
  return { ...reportName("ferry"), findings: findings.map((one) => ({ ...finding, ...one })) };
}

const claimed: ToldProof = {
  claim: "no ci-* reaches admins",
  outcome: "refuted",
  subjects: [],
  counterexamples: [],
  remedy: null,
  gaps: [],
  limits: [],
};

/** A report of which these claims were asked. */
export function reportProofs(proofs: readonly Partial<ToldProof>[]): ReviewReport {
  return { ...reportName("ferry"), proofs: proofs.map((one) => ({ ...claimed, ...one })) };
}
