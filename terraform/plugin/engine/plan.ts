import type { Attribute, Attributes } from "#access/schema/attribute.ts";
import { fillDefaults } from "#access/schema/defaults.ts";
import { hasSameMeaning } from "#access/schema/equality.ts";
import { isUnknown, unknown } from "#access/schema/unknown.ts";

/** A record whose attribute types are known only to its definition. */
export type AnyRecord = { readonly [name: string]: unknown };

export interface PlannedChange {
  readonly planned: AnyRecord;
  /** Attributes whose change requires replacement. Empty on create. */
  readonly replace: readonly string[];
}

type AnyAttribute = Attribute<unknown, string, string>;

function isEqual({ facts }: AnyAttribute, left: unknown, right: unknown): boolean {
  return hasSameMeaning(facts.type, left, right);
}

/** The configured value; `undefined` if the configuration leaves it to the vendor. */
function readConfig({ facts }: AnyAttribute, value: unknown): unknown {
  if (facts.isWriteOnly) return null;
  if (value !== null && value !== undefined) return fillDefaults(facts.type, value);
  switch (facts.presence) {
    case "defaulted":
      return facts.defaultValue;
    case "computed":
    case "optionalComputed":
      return undefined;
    default:
      return null;
  }
}

function keepsSpelling(attribute: AnyAttribute, value: unknown, prior: unknown): unknown {
  // A state from before a default was known lacks it.
  return isEqual(attribute, value, prior) ? fillDefaults(attribute.facts.type, prior) : value;
}

function lacksDefaults({ facts }: AnyAttribute, value: unknown): boolean {
  return fillDefaults(facts.type, value) !== value;
}

function findChanges(attributes: Attributes, prior: AnyRecord, planned: AnyRecord): string[] {
  return Object.keys(attributes).filter((name) => {
    const attribute = attributes[name];
    return attribute !== undefined && !isEqual(attribute, prior[name] ?? null, planned[name] ?? null);
  });
}

function planUpdate(attributes: Attributes, config: AnyRecord, prior: AnyRecord): PlannedChange {
  const entries = Object.entries(attributes);
  const decided = entries.map(([name, attribute]) => {
    const said = readConfig(attribute, config[name]);
    const before = prior[name] ?? null;
    return [name, said === undefined ? before : keepsSpelling(attribute, said, before)];
  });
  const planned: Record<string, unknown> = Object.fromEntries(decided);
  const changes = new Set(findChanges(attributes, prior, planned));
  for (const [name, attribute] of entries) {
    const isFree = readConfig(attribute, config[name]) === undefined;
    if (isFree && attribute.facts.changesWith.some((other) => changes.has(other))) planned[name] = unknown;
  }
  return { planned, replace: [...changes].filter((name) => attributes[name]?.facts.change === "replaces") };
}

/**
 * What Terraform may expect after the apply, from the configuration and the prior state alone. A computed value keeps
 * what it was (`changesWith` apart), so that whatever refers to an `id` is not planned again after a rename; a value
 * that means the same as before keeps its spelling. `prior` is null on create.
 */
export function planChange(attributes: Attributes, config: AnyRecord, prior: AnyRecord | null): PlannedChange {
  if (prior !== null) return planUpdate(attributes, config, prior);
  const entries = Object.entries(attributes).map(([name, attribute]) => {
    const said = readConfig(attribute, config[name]);
    return [name, said === undefined ? unknown : said];
  });
  return { planned: Object.fromEntries(entries) as AnyRecord, replace: [] };
}

/** Whether the plan leaves everything as it was. */
export function isNoChange(attributes: Attributes, prior: AnyRecord | null, planned: AnyRecord): boolean {
  if (prior === null || findChanges(attributes, prior, planned).length > 0) return false;
  return !Object.entries(attributes).some(([name, attribute]) => lacksDefaults(attribute, prior[name]));
}

/** The attributes that an amended plan may not touch, because the user gave them a value. */
export function findIllegalAmendments(attributes: Attributes, config: AnyRecord, amended: AnyRecord): string[] {
  return Object.keys(amended).filter((name) => {
    const attribute = attributes[name];
    if (attribute === undefined) return true;
    const said = readConfig(attribute, config[name]);
    return said !== undefined && !isEqual(attribute, said, amended[name]) && !isUnknown(said);
  });
}
