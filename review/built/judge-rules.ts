import { type AccessChange, withPolicy } from "../change/access-change.ts";
import { findingDefinitions } from "../findings/registry.gen.ts";
import { runFindings } from "../findings/run-findings.ts";
import { noPolicy, type Policy, usualPolicy } from "../policy/policy.ts";
import { type Breach, tellBreach } from "./breach.ts";
import type { BuiltStack } from "./built-stack.ts";
import { openBuilt } from "./open-built.ts";

/** Findings that somebody does not want in a stack. */
export interface Rule {
  readonly codes: readonly string[];
  /** What the findings depend on, as in a file of policy. */
  readonly settings: Partial<Policy>;
}

function judgeRule(change: AccessChange, { codes, settings }: Rule): readonly Breach[] {
  const definitions = findingDefinitions.filter(({ code }) => codes.includes(code));
  const policy = { ...noPolicy, policy: { ...usualPolicy, ...settings } };
  const found = runFindings(withPolicy(change, policy), definitions);
  // A note is a fact, and nothing to mend.
  const open = found.filter(({ waived, severity }) => waived === null && severity !== "note");
  return open.map((one) => tellBreach(one, change.waivers, change.at));
}

/** What breaks each of some rules, were the stack deployed as it is: the findings of a review, each in the order of the worst. */
export function judgeRules(stack: BuiltStack, rules: readonly Rule[], at: string): readonly (readonly Breach[])[] {
  const change = openBuilt([stack], { at });
  return rules.map((rule) => judgeRule(change, rule));
}
