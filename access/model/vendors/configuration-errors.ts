import type { Attribute, Attributes, ScalarType, Type } from "../../schema/attribute.ts";
import { toSeconds } from "../../schema/formats.ts";
import { toSnakeCase } from "../../schema/names.ts";
import { quoteValue, shortenValue } from "../../schema/quoted-value.ts";
import { isUnknown } from "../../schema/unknown.ts";
import { AccessError, type ErrorCode } from "../errors.ts";
import type { NounDefinition } from "../nouns/own-attributes.ts";
import { permission } from "../permissions/permission.ts";
import { providerName } from "../provider/address.ts";
import type { AttributeRule, SupportedAttribute, VendorFacts } from "./facts.ts";
import { describeWords, findTextFault, listTextRules, type TextFacts } from "./text-rules.ts";

type AnyRecord = { readonly [name: string]: unknown };
type AnyAttribute = Attribute<unknown, string, string>;

/** One attribute of one configuration. */
interface Setting {
  /** The start of a message: the vendor's title, if it is known, and the noun, such as `role_binding`. */
  readonly owner: string;
  readonly name: string;
  readonly attribute: AnyAttribute;
  readonly value: unknown;
}

/** The parts of a definition that say what a configuration may contain. */
export type ConfiguredNoun = Pick<
  NounDefinition,
  "type" | "attributes" | "owners" | "exactlyOneOf" | "atMostOneOf" | "durationLimits"
>;

interface Refusal {
  readonly message: string;
  readonly advice?: string;
}

function createError(code: ErrorCode, { owner, name }: Setting, { message, advice }: Refusal): AccessError {
  return new AccessError(code, `${owner}: ${message}`, { path: [name], ...(advice === undefined ? {} : { advice }) });
}

/** Describes the error of a text by its type, to follow the attribute's name and a verb. */
function findTypeFault({ oneOf, format }: ScalarType, value: string): string | undefined {
  if (oneOf?.includes(value) === false) return `${quoteValue(value)}; it must be ${describeWords(oneOf)}`;
  if (format === undefined || format.accepts(value)) return undefined;
  return format.conceals?.(value) === true
    ? `a text that is not a valid ${format.name}; it must be ${format.accepted}`
    : `${quoteValue(value)}; it must be ${format.accepted}`;
}

/** The place of a value, and the start of a sentence about it: "`name` is", "`names` contains". */
interface Place {
  /** In snake_case. */
  readonly path: string;
  readonly verb: "is" | "contains";
}

/** Describes the errors of a value by its type, also in nested records. */
function listTypeFaults(type: Type, value: unknown, { path, verb }: Place): readonly string[] {
  if (value === null || value === undefined || isUnknown(value)) return [];
  switch (type.kind) {
    case "list":
    case "set":
    case "map": {
      // There is no path step into a set: the message names the element.
      const elements: readonly unknown[] = Object.values(value);
      return elements.flatMap((element) => listTypeFaults(type.element, element, { path, verb: "contains" }));
    }
    case "object": {
      const fields = new Map<string, unknown>(Object.entries(value));
      return Object.entries(type.attributes).flatMap(([name, { facts }]) =>
        listTypeFaults(facts.type, fields.get(name), { path: `${path}.${toSnakeCase(name)}`, verb: "is" }),
      );
    }
    default: {
      const fault = typeof value === "string" ? findTypeFault(type, value) : undefined;
      return fault === undefined ? [] : [`\`${path}\` ${verb} ${fault}.`];
    }
  }
}

function checkType(setting: Setting): readonly AccessError[] {
  const { name, attribute, value } = setting;
  const faults = listTypeFaults(attribute.facts.type, value, { path: toSnakeCase(name), verb: "is" });
  return faults.map((message) => createError("invalid_value", setting, { message }));
}

type TextLimits = Pick<SupportedAttribute, "oneOf" | keyof TextFacts>;

/** Describes the error of a text by a vendor's facts, to complete "`name` is …; ". */
function findLimitFault(limits: TextLimits, text: string): string | undefined {
  const { oneOf } = limits;
  if (oneOf?.includes(text) === false) return `it must be ${describeWords(oneOf)}`;
  return findTextFault(text, listTextRules(limits));
}

/** The values to which a rule applies: each element of a collection, or the value itself. */
function elementsOf(value: unknown): readonly [verb: string, elements: readonly unknown[]] {
  if (Array.isArray(value)) return ["contains", value];
  const isMap = typeof value === "object" && value !== null && !isUnknown(value);
  return isMap ? ["contains", Object.values(value)] : ["is", [value]];
}

function checkPresence(setting: Setting, { isRequired }: AttributeRule): readonly AccessError[] {
  const at = `\`${toSnakeCase(setting.name)}\``;
  if (isRequired !== true) return [];
  if (!isSet(setting.value)) {
    return [createError("invalid_value", setting, { message: `${at} is required.`, advice: `Set ${at}.` })];
  }
  if (!Array.isArray(setting.value) || setting.value.length > 0) return [];
  const message = `${at} must not be empty.`;
  return [createError("invalid_value", setting, { message, advice: `Add at least one element to ${at}.` })];
}

function checkTexts(setting: Setting, rule: SupportedAttribute): readonly AccessError[] {
  const [verb, elements] = elementsOf(setting.value);
  return elements.flatMap((element) => {
    const fault = typeof element === "string" ? findLimitFault(rule, element) : undefined;
    if (fault === undefined) return [];
    const message = `\`${toSnakeCase(setting.name)}\` ${verb} ${quoteValue(String(element))}; ${fault}.`;
    return [createError("invalid_value", setting, { message })];
  });
}

function checkFields(setting: Setting, { fields = {} }: SupportedAttribute): readonly AccessError[] {
  const { name, value } = setting;
  if (typeof value !== "object" || value === null || isUnknown(value)) return [];
  const given = new Map(Object.entries(value));
  return Object.entries(fields).flatMap(([field, limits]) => {
    const text: unknown = given.get(field);
    const fault = typeof text === "string" ? findLimitFault(limits, text) : undefined;
    if (fault === undefined) return [];
    const at = `${toSnakeCase(name)}.${toSnakeCase(field)}`;
    return [createError("invalid_value", setting, { message: `\`${at}\` is ${quoteValue(String(text))}; ${fault}.` })];
  });
}

function checkRule(setting: Setting, rule: AttributeRule, { title }: VendorFacts): readonly AccessError[] {
  if (rule.unsupported === undefined) {
    return [...checkPresence(setting, rule), ...checkTexts(setting, rule), ...checkFields(setting, rule)];
  }
  if (!isSet(setting.value)) return [];
  const message = `${title} does not support \`${toSnakeCase(setting.name)}\`.`;
  return [createError("unsupported", setting, { message, advice: rule.unsupported })];
}

function toText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function checkPermission(
  setting: Setting,
  facts: VendorFacts,
  { action, resource, selectors }: AnyRecord,
): readonly AccessError[] {
  const texts = Array.isArray(selectors)
    ? selectors.filter((one): one is string => typeof one === "string")
    : undefined;
  const partial = { action: toText(action), resource: toText(resource), selectors: texts };
  const refusals: Refusal[] = facts.permissions.problems(partial).map(({ message }) => ({ message: `: ${message}.` }));
  if (Array.isArray(selectors) && selectors.length === 0) {
    const advice = "Name what it holds on, or leave selectors out for all.";
    refusals.push({ message: " has an empty list of selectors, which would grant nothing.", advice });
  }
  if (refusals.length === 0) return [];
  // There is no path step into a set: the diagnostic stops at the attribute and the message names the element.
  const at = `\`${toSnakeCase(setting.name)}\`: ${shortenValue(JSON.stringify({ action, resource, selectors }))}`;
  return refusals.map((refusal) =>
    createError("permission_invalid", setting, { ...refusal, message: `${at}${refusal.message}` }),
  );
}

function checkPermissions(setting: Setting, facts: VendorFacts): readonly AccessError[] {
  const { type } = setting.attribute.facts;
  const holdsPermissions = type.kind === "set" && type.element === permission.type;
  if (!holdsPermissions || !Array.isArray(setting.value)) return [];
  return setting.value.flatMap((element: unknown) => {
    const isRecord = typeof element === "object" && element !== null && !isUnknown(element);
    return isRecord ? checkPermission(setting, facts, element as AnyRecord) : [];
  });
}

function isSet(value: unknown): boolean {
  return value !== null && value !== undefined;
}

function listNames(names: readonly string[]): string {
  return names.map((name) => `\`${toSnakeCase(name)}\``).join(", ");
}

/** An unknown value may become null, so it counts neither as set nor as missing. */
function checkChoices(owner: string, definition: ConfiguredNoun, config: AnyRecord): readonly AccessError[] {
  const errors: AccessError[] = [];
  const { exactlyOneOf = [], atMostOneOf = [] } = definition;
  for (const names of [...exactlyOneOf, ...atMostOneOf]) {
    const given = names.filter((name) => isSet(config[name]) && !isUnknown(config[name]));
    if (given.length < 2) continue;
    const message = `${owner}: ${listNames(given)} cannot be set together.`;
    const advice = `Set only one of ${listNames(names)}.`;
    errors.push(new AccessError("invalid_value", message, { path: [given[1] ?? ""], advice }));
  }
  for (const names of exactlyOneOf) {
    if (names.some((name) => isSet(config[name]))) continue;
    const message = `${owner}: one of ${listNames(names)} is required.`;
    errors.push(new AccessError("invalid_value", message, { advice: "Set one of them." }));
  }
  return errors;
}

function isDuration(type: Type, value: unknown): value is string {
  return typeof value === "string" && type.kind === "text" && type.format?.accepts(value) === true;
}

/** Values that are invalid by their type are reported elsewhere. */
function checkDurations(owner: string, definition: ConfiguredNoun, config: AnyRecord): readonly AccessError[] {
  const { attributes, durationLimits = [] } = definition;
  const read = (name: string): string | undefined => {
    const type = attributes[name]?.facts.type;
    return type !== undefined && isDuration(type, config[name]) ? config[name] : undefined;
  };
  return durationLimits.flatMap(({ attribute, atMost, because }) => {
    const value = read(attribute);
    const limit = read(atMost);
    if (value === undefined || limit === undefined || toSeconds(value) <= toSeconds(limit)) return [];
    const name = toSnakeCase(attribute);
    const other = toSnakeCase(atMost);
    const message = `${owner}: \`${name}\` is ${value}, longer than \`${other}\`, which is ${limit}. ${because}`;
    const advice = `Make \`${name}\` at most as long as \`${other}\`.`;
    return [new AccessError("invalid_value", message, { path: [attribute], advice })];
  });
}

/** Refuses an argument that only another vendor has. */
function checkOwner(setting: Setting, owner: string | undefined, { title }: VendorFacts): readonly AccessError[] {
  if (owner === undefined || owner === title || !isSet(setting.value)) return [];
  const message = `${title} does not support \`${toSnakeCase(setting.name)}\`: only ${owner} does.`;
  return [createError("unsupported", setting, { message, advice: "Remove the argument." })];
}

function checkNoun({ type }: ConfiguredNoun, { title, nouns, instead = {} }: VendorFacts): readonly AccessError[] {
  if (nouns[type] !== undefined) return [];
  const supported = Object.keys(nouns).map((noun) => `${providerName}_${noun}`);
  const advice = instead[type] ?? `${title} supports: ${supported.join(", ")}.`;
  return [new AccessError("unsupported", `${title} does not support ${providerName}_${type}.`, { advice })];
}

/**
 * Finds the errors in a configuration that need no request: formats, names, unsupported or required attributes, unknown
 * permissions. Unknown values are skipped. `facts` is undefined while the vendor is unknown.
 */
export function findConfigurationErrors(
  definition: ConfiguredNoun,
  config: AnyRecord,
  facts: VendorFacts | undefined,
): readonly AccessError[] {
  const unsupported = facts === undefined ? [] : checkNoun(definition, facts);
  if (unsupported.length > 0) return unsupported;
  const owner = facts === undefined ? definition.type : `${facts.title} ${definition.type}`;
  const errors = Object.entries(definition.attributes).flatMap(([name, attribute]) => {
    const setting: Setting = { owner, name, attribute, value: config[name] };
    if (isUnknown(setting.value)) return [];
    if (facts === undefined) return checkType(setting);
    const rule = facts.nouns[definition.type]?.attributes[name];
    // Most attributes of most blocks are not set: nothing else can be wrong with them.
    if (!isSet(setting.value)) return rule === undefined ? [] : checkPresence(setting, rule);
    // What the vendor does not have is wrong whatever its value.
    const foreign = checkOwner(setting, definition.owners?.[name], facts);
    if (foreign.length > 0) return foreign;
    const byRule = rule === undefined ? [] : checkRule(setting, rule, facts);
    if (rule?.unsupported !== undefined) return byRule;
    return [...checkType(setting), ...byRule, ...checkPermissions(setting, facts)];
  });
  return [...errors, ...checkChoices(owner, definition, config), ...checkDurations(owner, definition, config)];
}

/** Finds the errors in a provider block by the types of its values. Unknown values are skipped. */
export function findSettingsErrors(attributes: Attributes, config: AnyRecord): readonly AccessError[] {
  return Object.entries(attributes).flatMap(([name, attribute]) =>
    isUnknown(config[name]) ? [] : checkType({ owner: "provider", name, attribute, value: config[name] }),
  );
}
