import { parseAssertions } from "../assertions/assertion-file.ts";
import { listCounted } from "../assertions/judge-change.ts";
import { judgeAssertion } from "../assertions/judge-assertion.ts";
import type { AccessChange } from "../change/access-change.ts";
import type { Severity } from "../findings/severity.ts";
import { runFindings } from "../findings/run-findings.ts";
import { parsePolicy } from "../policy/policy-file.ts";
import { noPolicy } from "../policy/policy.ts";
import { buildReport } from "../report/build-report.ts";
import { writeChanges, writeCredentials } from "../formats/text-lines.ts";
import type { ToldCause, ToldRights } from "../report/review-report.ts";
import { tellCause } from "../report/tell.ts";
import { type Breach, tellBreach } from "./breach.ts";
import { writeBreach } from "./write-breach.ts";
import type { Held } from "./find-held.ts";
import { type AccessInput, type BuiltAccess, locate, openComparison, openInput } from "./open-access.ts";
import { listBelow, type Verdict } from "./verdict.ts";
import { writeCause } from "./write-rights.ts";

type Placed = Pick<BuiltAccess, "input">;

function placeCause<T extends Pick<ToldCause, "address" | "constructPath" | "file" | "line">>(at: Placed, told: T): T {
  const place = told.address === null ? undefined : locate(at, told.address);
  if (place === undefined) return told;
  return { ...told, constructPath: place.path, file: place.file ?? null, line: place.line ?? null };
}

function placeRights(at: Placed, group: ToldRights): ToldRights {
  return { ...group, because: group.because.map((cause) => placeCause(at, cause)) };
}

/** Text of a report, as lines. */
function splitLines(text: string): readonly string[] {
  return text.replace(/\n$/, "").split("\n");
}

/** Whether an input gives somebody more than a baseline does. @throws SourceError */
export function judgeBroadening(input: AccessInput, baseline: AccessInput, at: string): Verdict {
  const change = openComparison(baseline, input, at);
  const report = buildReport(change, []);
  const { verdict, blind } = report;
  const broadens = verdict === "broadens" || verdict === "both";
  const held: Held = broadens ? "yes" : blind.length > 0 ? "unknown" : "no";
  const words = {
    broadens: "broadens access",
    both: "broadens access, and narrows it elsewhere",
    narrows: "narrows access",
    neither: "leaves access as it is",
  } as const;
  const changes = report.changes.map((one) => ({
    ...one,
    gains: one.gains.map((group) => placeRights({ input }, group)),
    losses: one.losses.map((group) => placeRights({ input: baseline }, group)),
  }));
  return {
    held,
    says: `Compared with the baseline, it ${words[verdict]}`,
    details: [
      ...splitLines(`${writeChanges({ ...report, changes }, "+")}${writeCredentials(report.credentials)}`),
      ...listBelow("Not looked at:", blind),
    ],
  };
}

const ranks: Readonly<Record<Severity, number>> = { note: 0, warning: 1, error: 2 };

export interface FindingOptions {
  /** The least severity that counts. */
  readonly failOn: Severity;
  /** The instant at which expiry is judged: RFC 3339. */
  readonly at: string;
  /** The text of a file of policy. */
  readonly policy: string | null;
  /** Rewrites the sentences about stacks, for people who write constructs. @default they are kept */
  readonly spellStacks?: (text: string) => string;
}

/** The findings of an input that nobody accepts, were it deployed as it is. @throws SourceError */
export function judgeFindings(input: AccessInput, options: FindingOptions): Verdict {
  const { failOn, at, policy, spellStacks = (text) => text } = options;
  const spell = (breach: Breach): Breach =>
    input.kind === "document"
      ? breach
      : { ...breach, message: spellStacks(breach.message), fix: spellStacks(breach.fix) };
  const given = policy === null ? noPolicy : { ...noPolicy, policy: parsePolicy(policy) };
  const change = openInput(input, at, { policy: given });
  const { blind, waivers } = change;
  const open = runFindings(change).filter(
    ({ waived, severity }) => waived === null && ranks[severity] >= ranks[failOn],
  );
  const held: Held = open.length > 0 ? "no" : blind.length > 0 ? "unknown" : "yes";
  const context = {
    stacks: input.kind === "stacks" ? input.stacks.map(({ name }) => name) : [],
    locate: (address: string) => locate({ input }, address),
  };
  const lines = open
    .map((one) => spell(tellBreach(one, waivers, at)))
    .flatMap((breach) => ["", ...writeBreach(breach, context)]);
  return {
    held,
    says: `It ${sayFindings(open.length, failOn)}${held === "unknown" ? ", in what was looked at" : ""}`,
    details: [...lines, ...listBelow("Not looked at:", blind)],
  };
}

const counted: Readonly<Record<Severity, { readonly one: string; readonly several: string }>> = {
  note: { one: "finding", several: "findings" },
  warning: { one: "warning or error", several: "warnings or errors" },
  error: { one: "error", several: "errors" },
};

function sayFindings(count: number, failOn: Severity): string {
  const { one, several } = counted[failOn];
  return `has ${count === 0 ? "no" : count} ${count === 1 ? one : several}`;
}

interface Written {
  readonly lines: readonly string[];
  /** Something is certainly not as an assertion says. */
  readonly isViolated: boolean;
}

function writeViolations(access: Placed, change: AccessChange, text: string): Written {
  const assertions = parseAssertions(text, "the assertions");
  let isViolated = false;
  const lines = listCounted({ assertions, base: null }).flatMap(({ assertion }) => {
    const { violations, unmatched } = judgeAssertion(change.after.graph, assertion);
    isViolated ||= violations.some(({ isCertain }) => isCertain);
    const reason = assertion.reason === null ? [] : [`    reason: ${assertion.reason}`];
    const lines = [
      ...violations.flatMap(({ says, paths }) => {
        const causes = paths[0]?.causes.filter(({ type }) => type !== "step") ?? [];
        return [`    ${says}.`, ...causes.map((cause) => `        at ${writeCause(access, tellCause(cause))}`)];
      }),
      ...unmatched.map((sentence) => `    ${sentence}`),
    ];
    return lines.length === 0 ? [] : ["", assertion.name, ...reason, ...lines];
  });
  return { lines, isViolated };
}

/** Whether assertions hold, as `latchkey review --assert` has them. @throws SourceError for what is none */
export function judgeAssertions(access: BuiltAccess, text: string): Verdict {
  const { blind } = access.change;
  const { lines, isViolated } = writeViolations(access, access.change, text);
  const held = isViolated ? "no" : lines.length + blind.length > 0 ? "unknown" : "yes";
  const says = {
    yes: "satisfies the assertions",
    no: "does not satisfy the assertions",
    unknown: lines.length > 0 ? "may not satisfy the assertions" : "satisfies the assertions, as far as was looked at",
  } as const;
  return {
    held,
    says: `It ${says[held]}`,
    details: [...lines, ...listBelow("Not looked at:", blind)],
  };
}
