import type { Attribute, Attributes } from "#access/schema/attribute.ts";
import { means } from "#access/schema/equality.ts";
import { isUnknown, isWhollyKnown } from "#access/schema/unknown.ts";
import { snakeCase } from "#access/schema/names.ts";
import type { AnyRecord } from "./plan.ts";
import type { Problem } from "./problem.ts";

export interface CheckedResult {
  readonly state: AnyRecord;
  readonly problems: readonly Problem[];
}

type AnyAttribute = Attribute<unknown, string, string>;

function shown({ facts }: AnyAttribute, value: unknown): string {
  if (facts.isSecret) return "[secret]";
  return value === undefined ? "nothing" : JSON.stringify(value);
}

function fault(name: string, detail: string): Problem {
  return {
    severity: "error",
    summary: "The provider's result differs from its plan",
    detail: `${snakeCase(name)}: ${detail} This is a mistake in the provider, not in your configuration. Please report it.`,
    path: [name],
  };
}

interface Outcome {
  readonly attribute: AnyAttribute;
  readonly planned: unknown;
  readonly returned: unknown;
}

function checkAttribute(name: string, { attribute, planned, returned }: Outcome): Problem | undefined {
  if (!isUnknown(planned)) {
    if (means(attribute.facts.type, planned ?? null, returned ?? null)) return undefined;
    const [want, got] = [shown(attribute, planned), shown(attribute, returned)];
    return fault(name, `planned ${want}, and the vendor answered ${got}.`);
  }
  if (returned === undefined || !isWhollyKnown(returned)) {
    return fault(name, "it was to be known after the apply and no value came back.");
  }
  return undefined;
}

/** What the vendor never returns is as planned; only where the plan left it open does the answer count. */
function filled({ facts }: AnyAttribute, planned: unknown, returned: unknown): unknown {
  if (facts.isWriteOnly) return null;
  if (facts.isReadBack) return returned;
  return isUnknown(planned) ? (returned ?? null) : planned;
}

/**
 * Holds what a create or update answered against what was planned, before Terraform does: a state in the plan's own
 * spelling, and a problem for each attribute that came out otherwise.
 */
export function checkResult(attributes: Attributes, planned: AnyRecord, returned: AnyRecord): CheckedResult {
  const state: Record<string, unknown> = {};
  const problems: Problem[] = [];
  for (const [name, attribute] of Object.entries(attributes)) {
    const value = filled(attribute, planned[name], returned[name]);
    const problem = checkAttribute(name, { attribute, planned: planned[name], returned: value });
    if (problem !== undefined) problems.push(problem);
    const keepsPlan = problem === undefined && !isUnknown(planned[name]);
    state[name] = keepsPlan ? (planned[name] ?? null) : isUnknown(value) ? null : (value ?? null);
  }
  return { state, problems };
}

/** What was read, in the spelling that state has where it means the same. */
export function reconcile(attributes: Attributes, prior: AnyRecord, returned: AnyRecord): AnyRecord {
  const entries = Object.entries(attributes).map(([name, { facts }]) => {
    const before = prior[name] ?? null;
    const now = returned[name];
    if (facts.isWriteOnly) return [name, null];
    if (now === undefined) return [name, before];
    return [name, means(facts.type, before, now) ? before : now];
  });
  return Object.fromEntries(entries) as AnyRecord;
}
