import type { Attribute } from "../schema/attribute.ts";
import type { ResourceDefinition } from "../schema/definition.ts";
import { isUnknown } from "../schema/unknown.ts";
import { AccessError, type ErrorCode } from "./errors.ts";
import type { AttributeRule, VendorFacts } from "./facts.ts";
import { permission } from "./permission.ts";

type AnyRecord = { readonly [name: string]: unknown };
type AnyAttribute = Attribute<unknown, string, string>;

/** The words of every refusal that needs no vendor to be asked, in one place for provider and constructs. */
class Findings {
  readonly errors: AccessError[] = [];
  readonly #owner: string;

  constructor(owner: string) {
    this.#owner = owner;
  }

  add(code: ErrorCode, path: readonly (string | number)[], message: string, advice?: string): void {
    this.errors.push(
      new AccessError(code, `${this.#owner}: ${message}`, { path, ...(advice === undefined ? {} : { advice }) }),
    );
  }
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function checkFormat(findings: Findings, name: string, attribute: AnyAttribute, value: unknown): void {
  const { type } = attribute.facts;
  if (type.kind !== "text" || type.format === undefined || typeof value !== "string") return;
  if (type.format.accepts(value)) return;
  findings.add("invalid_value", [name], `\`${snake(name)}\` is "${value}"; it must be ${type.format.accepted}.`);
}

function checkRule(findings: Findings, name: string, rule: AttributeRule, value: unknown): void {
  const isAbsent = value === null || value === undefined;
  if (rule.unsupported !== undefined && !isAbsent) {
    findings.add(
      "unsupported",
      [name],
      `\`${snake(name)}\` is set, which the vendor has nothing for.`,
      rule.unsupported,
    );
  }
  if (rule.isRequired === true && isAbsent) {
    findings.add(
      "invalid_value",
      [name],
      `\`${snake(name)}\` is missing and the vendor needs it.`,
      `Set \`${snake(name)}\`.`,
    );
  }
  const problem = typeof value === "string" ? rule.problem?.(value) : undefined;
  if (problem !== undefined) {
    findings.add("invalid_value", [name], `\`${snake(name)}\` is "${String(value)}"; ${problem}.`);
  }
}

function known<T>(value: T): Exclude<T, null> | undefined {
  return value === null || isUnknown(value) ? undefined : (value as Exclude<T, null>);
}

function knownSelectors(selectors: unknown): readonly string[] | undefined {
  if (!Array.isArray(selectors)) return undefined;
  return selectors.filter((selector): selector is string => typeof selector === "string");
}

function checkPermission(findings: Findings, name: string, facts: VendorFacts, value: AnyRecord): void {
  const { action, resource, selectors } = value;
  const at = `\`${snake(name)}\`: ${JSON.stringify({ action, resource, selectors })}`;
  if (Array.isArray(selectors) && selectors.length === 0) {
    const advice = "Name what it holds on, or leave selectors out for all.";
    findings.add(
      "permission_invalid",
      [name],
      `${at} has an empty list of selectors, which would grant nothing.`,
      advice,
    );
  }
  const given = { action: known(action), resource: known(resource), selectors: knownSelectors(selectors) };
  for (const { message } of facts.permissions.problems(given as Parameters<typeof facts.permissions.problems>[0])) {
    // There is no path step into a set: the diagnostic stops at the attribute and the message names the element.
    findings.add("permission_invalid", [name], `${at}: ${message}.`);
  }
}

function checkPermissions(findings: Findings, name: string, facts: VendorFacts, value: unknown): void {
  if (!Array.isArray(value)) return;
  for (const element of value) {
    if (typeof element === "object" && element !== null && !isUnknown(element)) {
      checkPermission(findings, name, facts, element as AnyRecord);
    }
  }
}

function holdsPermissions({ facts: { type } }: AnyAttribute): boolean {
  return type.kind === "set" && type.element === permission.type;
}

/**
 * Everything about a configuration that no run can change: formats, names, what the vendor lacks or needs, permissions
 * that it does not have. Unknown values are passed over. `facts` is undefined where the vendor is not known yet.
 */
export function configurationErrors(
  definition: ResourceDefinition,
  config: AnyRecord,
  facts: VendorFacts | undefined,
): readonly AccessError[] {
  const findings = new Findings(facts === undefined ? definition.type : `${facts.title} ${definition.type}`);
  const noun = facts?.nouns[definition.type];
  if (facts !== undefined && noun === undefined) {
    const has = Object.keys(facts.nouns).join(", ");
    findings.add("unsupported", [], `${facts.title} has no such thing.`, `It has: ${has}.`);
    return findings.errors;
  }
  for (const [name, attribute] of Object.entries(definition.attributes)) {
    const value = config[name];
    if (isUnknown(value)) continue;
    checkFormat(findings, name, attribute, value);
    const rule = noun?.attributes[name];
    if (rule !== undefined) checkRule(findings, name, rule, value);
    if (facts !== undefined && holdsPermissions(attribute)) checkPermissions(findings, name, facts, value);
  }
  return findings.errors;
}

/** The attributes that this vendor cannot change in place. */
export function immutableAttributes(type: string, facts: VendorFacts): readonly string[] {
  const rules = Object.entries(facts.nouns[type]?.attributes ?? {});
  return rules.filter(([, rule]) => rule.isImmutable === true).map(([name]) => name);
}
