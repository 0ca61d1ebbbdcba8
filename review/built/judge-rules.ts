import type { AccessChange } from "../change/access-change.ts";
import { withPolicy } from "../change/access-change.ts";
import type { Found } from "../findings/found.ts";
import { findingDefinitions } from "../findings/registry.gen.ts";
import { runFindings } from "../findings/run-findings.ts";
import { noPolicy, type Policy, usualPolicy } from "../policy/policy.ts";
import { findWaiverFault, type Waiver, type WaiverFault } from "../waivers/waiver.ts";
import { suggestWaiver } from "../waivers/write-waiver.ts";
import type { BuiltStack } from "./built-stack.ts";
import { openBuilt } from "./open-built.ts";

/** Findings that somebody does not want in a stack. */
export interface Rule {
  readonly codes: readonly string[];
  /** What the findings depend on, as in a file of policy. */
  readonly settings: Partial<Policy>;
}

/** A waiver that means a finding and does not count. */
export interface VoidWaiver extends Pick<Waiver, "until" | "by"> {
  readonly fault: WaiverFault;
}

/** A finding that breaks a rule, in the words of the review. */
export interface Breach extends Pick<Found, "code" | "name" | "message" | "fix" | "address" | "fingerprint"> {
  /** What leads to it, in Terraform's words: its own address first. */
  readonly addresses: readonly string[];
  /** What accepts it, but for the reason; null if nothing can. */
  readonly waiver: { readonly subject: string | null; readonly until: string } | null;
  /** Null if nobody tries to accept it. */
  readonly refused: VoidWaiver | null;
}

function listAddresses({ address, because }: Found): readonly string[] {
  return [address, ...because.map((cause) => cause.address)].filter((one) => one !== null);
}

function findRefused({ code, address }: Found, waivers: readonly Waiver[], at: string): VoidWaiver | null {
  const meant = waivers.filter((one) => one.code === code && one.addresses.includes(address ?? ""));
  for (const { until, by, reason } of meant) {
    const fault = findWaiverFault({ until, reason }, at);
    if (fault !== null) return { until, by, fault };
  }
  return null;
}

function tell(found: Found, { waivers, at }: AccessChange): Breach {
  const { code, name, message, fix, address, fingerprint } = found;
  const entry = suggestWaiver(found, at);
  return {
    code,
    name,
    message,
    fix,
    address,
    fingerprint,
    addresses: listAddresses(found),
    waiver: entry === null ? null : { subject: entry.subject ?? null, until: entry.until },
    refused: findRefused(found, waivers.waivers, at),
  };
}

function judgeRule(change: AccessChange, { codes, settings }: Rule): readonly Breach[] {
  const definitions = findingDefinitions.filter(({ code }) => codes.includes(code));
  const policy = { ...noPolicy, policy: { ...usualPolicy, ...settings } };
  const found = runFindings(withPolicy(change, policy), definitions);
  // A note is a fact, and nothing to mend.
  return found.filter(({ waived, severity }) => waived === null && severity !== "note").map((one) => tell(one, change));
}

/** What breaks each of some rules, were the stack deployed as it is: the findings of a review, each in the order of the worst. */
export function judgeRules(stack: BuiltStack, rules: readonly Rule[], at: string): readonly (readonly Breach[])[] {
  const change = openBuilt([stack], { at });
  return rules.map((rule) => judgeRule(change, rule));
}
