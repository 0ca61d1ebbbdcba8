import type { NamedTarget } from "../targets/target.ts";

/** How a rule reads its subjects and what they have. */
export type RuleMode = "never" | "only" | "exactly";

/** What must be so. Names and patterns are as the file has them. */
export type Rule =
  /** `may` and `hold` are about what somebody has; `reach` also about what it could come to in steps. */
  | {
      readonly kind: "subject";
      readonly mode: RuleMode;
      readonly names: readonly string[];
      readonly verb: "may" | "hold" | "reach";
      readonly targets: readonly NamedTarget[];
      readonly scope: string | null;
    }
  /** What a role grants, whoever holds it. */
  | {
      readonly kind: "role";
      readonly mode: RuleMode;
      readonly names: readonly string[];
      readonly targets: readonly NamedTarget[];
    }
  /** Who holds a role, or may do something: these, and nobody else. */
  | {
      readonly kind: "holders";
      readonly names: readonly string[];
      readonly target: NamedTarget;
      readonly scope: string | null;
    };

/** Something that somebody wants to be so, whatever a change does. */
export interface Assertion {
  readonly name: string;
  /** Null if it says none. */
  readonly reason: string | null;
  /** Null: any vendor. */
  readonly vendor: string | null;
  readonly rule: Rule;
  /** The file that it is in. */
  readonly by: string;
  /** Where it begins in the file, from 1. */
  readonly line: number;
}

/** The assertions that count for a report. */
export interface GivenAssertions {
  readonly assertions: readonly Assertion[];
  /** Those of the branch that the change goes to; null if nobody says which they are. */
  readonly base: readonly Assertion[] | null;
}

export const noAssertions: GivenAssertions = { assertions: [], base: null };

/** Equal for two assertions that ask for the same. */
export function keyOfRule({ rule, vendor }: Assertion): string {
  return JSON.stringify([vendor, rule]);
}
