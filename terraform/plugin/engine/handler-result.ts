import type { Attribute, Attributes } from "#access/schema/attribute.ts";
import { hasSameMeaning } from "#access/schema/equality.ts";
import { isUnknown, isWhollyKnown } from "#access/schema/unknown.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import type { AnyRecord } from "./plan.ts";
import type { Diagnostic } from "./diagnostic.ts";

export interface CheckedResult {
  readonly state: AnyRecord;
  readonly diagnostics: readonly Diagnostic[];
}

type AnyAttribute = Attribute<unknown, string, string>;

function formatValue({ facts }: AnyAttribute, value: unknown): string {
  if (facts.isSecret) return "[secret]";
  return value === undefined ? "nothing" : JSON.stringify(value);
}

function describeDifference(name: string, detail: string): Diagnostic {
  return {
    severity: "error",
    summary: "The provider's result differs from its plan",
    detail: `${toSnakeCase(name)}: ${detail} This is a bug in the provider, not in your configuration. Please report it.`,
    path: [name],
  };
}

interface Outcome {
  readonly attribute: AnyAttribute;
  readonly planned: unknown;
  readonly returned: unknown;
}

function checkAttribute(name: string, { attribute, planned, returned }: Outcome): Diagnostic | undefined {
  if (!isUnknown(planned)) {
    if (hasSameMeaning(attribute.facts.type, planned ?? null, returned ?? null)) return undefined;
    const want = formatValue(attribute, planned);
    const got = formatValue(attribute, returned);
    return describeDifference(name, `planned ${want}, but the vendor returned ${got}.`);
  }
  if (returned === undefined || !isWhollyKnown(returned)) {
    return describeDifference(name, "planned as known after apply, but the vendor returned no value.");
  }
  return undefined;
}

/** A value that the vendor never returns is the planned one, unless the plan left it open. */
function fillIn({ facts }: AnyAttribute, planned: unknown, returned: unknown): unknown {
  if (facts.isWriteOnly) return null;
  if (facts.isReadBack) return returned;
  return isUnknown(planned) ? (returned ?? null) : planned;
}

/**
 * Compares what a create or update returned with the plan, before Terraform does: a state in the plan's own spelling,
 * and a diagnostic for each attribute that differs.
 */
export function checkResult(attributes: Attributes, planned: AnyRecord, returned: AnyRecord): CheckedResult {
  const state: Record<string, unknown> = {};
  const diagnostics: Diagnostic[] = [];
  for (const [name, attribute] of Object.entries(attributes)) {
    const value = fillIn(attribute, planned[name], returned[name]);
    const diagnostic = checkAttribute(name, { attribute, planned: planned[name], returned: value });
    if (diagnostic !== undefined) diagnostics.push(diagnostic);
    const keepsPlan = diagnostic === undefined && !isUnknown(planned[name]);
    state[name] = keepsPlan ? (planned[name] ?? null) : isUnknown(value) ? null : (value ?? null);
  }
  return { state, diagnostics };
}

/** The record that was read, with state's spelling of each value that means the same. */
export function reconcile(attributes: Attributes, prior: AnyRecord, returned: AnyRecord): AnyRecord {
  const entries = Object.entries(attributes).map(([name, { facts }]) => {
    const before = prior[name] ?? null;
    const now = returned[name];
    if (facts.isWriteOnly) return [name, null];
    if (now === undefined) return [name, before];
    return [name, hasSameMeaning(facts.type, before, now) ? before : now];
  });
  return Object.fromEntries(entries) as AnyRecord;
}
