import type { Attribute, Type } from "../../schema/attribute.ts";
import { snakeCase } from "../../schema/names.ts";
import { isUnknown } from "../../schema/unknown.ts";
import { AccessError, type ErrorCode } from "../errors.ts";
import type { AttributeRule, VendorFacts } from "./facts.ts";
import type { NounDefinition } from "../nouns/own-attributes.ts";
import { permission } from "../permissions/permission.ts";

type AnyRecord = { readonly [name: string]: unknown };
type AnyAttribute = Attribute<unknown, string, string>;

/** One attribute of one configuration, as what is refused about it is told. */
interface Given {
  /** Whose configuration it is: `role_binding`, with the vendor's title before it where that is known. */
  readonly owner: string;
  readonly name: string;
  readonly attribute: AnyAttribute;
  readonly value: unknown;
}

function refusal(code: ErrorCode, { owner, name }: Given, told: { message: string; advice?: string }): AccessError {
  const { message, advice } = told;
  return new AccessError(code, `${owner}: ${message}`, { path: [name], ...(advice === undefined ? {} : { advice }) });
}

function formatFault(type: Type, value: unknown): string | undefined {
  if (type.kind !== "text" || type.format === undefined || typeof value !== "string") return undefined;
  const { accepted, accepts, conceals } = type.format;
  if (accepts(value)) return undefined;
  return conceals?.(value) === true
    ? `what is no ${type.format.name}; it must be ${accepted}`
    : `"${value}"; it must be ${accepted}`;
}

function formatErrors(given: Given): readonly AccessError[] {
  const { type } = given.attribute.facts;
  const at = `\`${snakeCase(given.name)}\``;
  if ((type.kind === "list" || type.kind === "set") && Array.isArray(given.value)) {
    // There is no path step into a set: the message names the element.
    const faults = given.value.flatMap((element: unknown) => formatFault(type.element, element) ?? []);
    return faults.map((fault) => refusal("invalid_value", given, { message: `${at} holds ${fault}.` }));
  }
  const fault = formatFault(type, given.value);
  return fault === undefined ? [] : [refusal("invalid_value", given, { message: `${at} is ${fault}.` })];
}

/** The values that a rule is about: each of a collection's by itself. */
function partsOf(value: unknown): readonly [verb: string, parts: readonly unknown[]] {
  if (Array.isArray(value)) return ["has", value];
  const isMap = typeof value === "object" && value !== null && !isUnknown(value);
  return isMap ? ["has", Object.values(value)] : ["is", [value]];
}

function ruleErrors(given: Given, rule: AttributeRule): readonly AccessError[] {
  const { name, value } = given;
  const isAbsent = value === null || value === undefined;
  const errors: AccessError[] = [];
  if (rule.unsupported !== undefined && !isAbsent) {
    const message = `\`${snakeCase(name)}\` is set, which the vendor has nothing for.`;
    errors.push(refusal("unsupported", given, { message, advice: rule.unsupported }));
  }
  if (rule.isRequired === true && isAbsent) {
    const message = `\`${snakeCase(name)}\` is missing and the vendor needs it.`;
    errors.push(refusal("invalid_value", given, { message, advice: `Set \`${snakeCase(name)}\`.` }));
  }
  if (rule.isRequired === true && Array.isArray(value) && value.length === 0) {
    const message = `\`${snakeCase(name)}\` is empty, and the vendor needs at least one.`;
    errors.push(refusal("invalid_value", given, { message, advice: `Put one into \`${snakeCase(name)}\`.` }));
  }
  const [verb, texts] = partsOf(value);
  for (const text of texts) {
    const problem = typeof text === "string" ? rule.problem?.(text) : undefined;
    if (problem === undefined) continue;
    errors.push(
      refusal("invalid_value", given, { message: `\`${snakeCase(name)}\` ${verb} "${String(text)}"; ${problem}.` }),
    );
  }
  return [...errors, ...fieldErrors(given, rule)];
}

function fieldErrors(given: Given, { fieldProblems = {} }: AttributeRule): readonly AccessError[] {
  const { name, value } = given;
  if (typeof value !== "object" || value === null || isUnknown(value)) return [];
  const fields = new Map(Object.entries(value));
  return Object.entries(fieldProblems).flatMap(([field, problemOf]) => {
    const text: unknown = fields.get(field);
    const problem = typeof text === "string" ? problemOf(text) : undefined;
    if (problem === undefined) return [];
    const at = `${snakeCase(name)}.${snakeCase(field)}`;
    return [refusal("invalid_value", given, { message: `\`${at}\` is "${String(text)}"; ${problem}.` })];
  });
}

function known(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function permissionErrors(given: Given, facts: VendorFacts, { action, resource, selectors }: AnyRecord): AccessError[] {
  const at = `\`${snakeCase(given.name)}\`: ${JSON.stringify({ action, resource, selectors })}`;
  const texts = Array.isArray(selectors)
    ? selectors.filter((one): one is string => typeof one === "string")
    : undefined;
  const partial = { action: known(action), resource: known(resource), selectors: texts };
  // There is no path step into a set: the diagnostic stops at the attribute and the message names the element.
  const errors = facts.permissions.problems(partial).map(({ message }) => {
    return refusal("permission_invalid", given, { message: `${at}: ${message}.` });
  });
  if (Array.isArray(selectors) && selectors.length === 0) {
    const advice = "Name what it holds on, or leave selectors out for all.";
    const message = `${at} has an empty list of selectors, which would grant nothing.`;
    errors.push(refusal("permission_invalid", given, { message, advice }));
  }
  return errors;
}

function permissionsErrors(given: Given, facts: VendorFacts): readonly AccessError[] {
  const { type } = given.attribute.facts;
  const holdsPermissions = type.kind === "set" && type.element === permission.type;
  if (!holdsPermissions || !Array.isArray(given.value)) return [];
  return given.value.flatMap((element: unknown) => {
    const isRecord = typeof element === "object" && element !== null && !isUnknown(element);
    return isRecord ? permissionErrors(given, facts, element as AnyRecord) : [];
  });
}

function isSet(value: unknown): boolean {
  return value !== null && value !== undefined;
}

function listed(names: readonly string[]): string {
  return names.map((name) => `\`${snakeCase(name)}\``).join(", ");
}

/** An unknown value may turn out to be null: it neither fills a place nor leaves it empty. */
function choiceErrors(owner: string, definition: NounDefinition, config: AnyRecord): readonly AccessError[] {
  const errors: AccessError[] = [];
  const { exactlyOneOf = [], atMostOneOf = [] } = definition;
  for (const names of [...exactlyOneOf, ...atMostOneOf]) {
    const given = names.filter((name) => isSet(config[name]) && !isUnknown(config[name]));
    if (given.length < 2) continue;
    const message = `${owner}: ${listed(given)} are set, of which only one can be.`;
    const advice = `Keep one of ${listed(names)}.`;
    errors.push(new AccessError("invalid_value", message, { path: [given[1] ?? ""], advice }));
  }
  for (const names of exactlyOneOf) {
    if (names.some((name) => isSet(config[name]))) continue;
    const message = `${owner}: none of ${listed(names)} is set.`;
    errors.push(new AccessError("invalid_value", message, { advice: "Set one of them." }));
  }
  return errors;
}

function ownerErrors(given: Given, owner: string | undefined, facts: VendorFacts | undefined): readonly AccessError[] {
  if (owner === undefined || facts === undefined || owner === facts.title || !isSet(given.value)) return [];
  const message = `\`${snakeCase(given.name)}\` is set, which ${owner} alone has.`;
  return [refusal("unsupported", given, { message })];
}

/**
 * Everything about a configuration that no run can change: formats, names, what the vendor lacks or needs, permissions
 * that it does not have. Unknown values are passed over. `facts` is undefined where the vendor is not known yet.
 */
export function configurationErrors(
  definition: NounDefinition,
  config: AnyRecord,
  facts: VendorFacts | undefined,
): readonly AccessError[] {
  const noun = facts?.nouns[definition.type];
  if (facts !== undefined && noun === undefined) {
    const advice = facts.instead?.[definition.type] ?? `It has: ${Object.keys(facts.nouns).join(", ")}.`;
    return [new AccessError("unsupported", `${facts.title} has no ${definition.type}.`, { advice })];
  }
  const owner = facts === undefined ? definition.type : `${facts.title} ${definition.type}`;
  const errors = Object.entries(definition.attributes).flatMap(([name, attribute]) => {
    const given = { owner, name, attribute, value: config[name] };
    if (isUnknown(given.value)) return [];
    const rule = noun?.attributes[name];
    return [
      ...formatErrors(given),
      ...ownerErrors(given, definition.owners?.[name], facts),
      ...(rule === undefined ? [] : ruleErrors(given, rule)),
      ...(facts === undefined ? [] : permissionsErrors(given, facts)),
    ];
  });
  return [...errors, ...choiceErrors(owner, definition, config)];
}

/** The attributes that this vendor cannot change in place. */
export function immutableAttributes(type: string, facts: VendorFacts): readonly string[] {
  const rules = Object.entries(facts.nouns[type]?.attributes ?? {});
  return rules.filter(([, rule]) => rule.isImmutable === true).map(([name]) => name);
}
