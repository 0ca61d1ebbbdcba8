import { holdSameRights, type Permission, permission } from "#access/model/permissions/permission.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import type { AttributeRule, NounFacts, VendorFacts } from "#access/model/vendors/facts.ts";
import type { Attributes, Type } from "#access/schema/attribute.ts";
import { hasSameMeaning } from "#access/schema/equality.ts";
import { isWhollyKnown } from "#access/schema/unknown.ts";
import { nounDefinitions } from "#vendors/definitions.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";

/** What is known of an attribute before it is compared. */
interface Compared {
  readonly type: Type;
  readonly rule: AttributeRule | undefined;
  readonly vendor: VendorFacts | undefined;
}

/** How an attribute differs; null if it does not. */
export type Difference = "changed" | "normalized" | null;

function isPermissions(type: Type): boolean {
  return type.kind === "set" && type.element === permission.type;
}

function compareRights(before: unknown, after: unknown, { vendor }: Compared): Difference {
  if (!isWhollyKnown(before) || !isWhollyKnown(after)) return null;
  const old = (before ?? []) as readonly Permission[];
  const now = (after ?? []) as readonly Permission[];
  // The provider keeps the grouping as well.
  if (holdSameRights(old, now)) return null;
  return holdSameRights(old, now, vendor?.permissions.canonical) ? "normalized" : "changed";
}

/** What is left of a text or an instant that the vendor stores. */
function normalize(text: string, rule: AttributeRule | undefined): string {
  const trimmed = rule?.normalizes === "trim" ? text.trim() : text;
  if (rule?.resolution === undefined || Number.isNaN(Date.parse(trimmed))) return trimmed;
  const unit = rule.resolution === "second" ? 1_000 : 1;
  return String(Math.floor(Date.parse(trimmed) / unit));
}

/** Vendors do not tell a missing text from an empty one. */
function readEmpty(value: unknown): unknown {
  return value === "" || value === undefined ? null : value;
}

export function compareValues(given: unknown, other: unknown, compared: Compared): Difference {
  const { type, rule } = compared;
  const before = readEmpty(given);
  const after = readEmpty(other);
  if (isPermissions(type)) return compareRights(before, after, compared);
  if (hasSameMeaning(type, before, after)) return null;
  if (typeof before !== "string" || typeof after !== "string") return "changed";
  return normalize(before, rule) === normalize(after, rule) ? "normalized" : "changed";
}

/** What is known of a noun at a vendor. */
export interface KnownNoun {
  readonly attributes: Attributes;
  readonly facts: NounFacts;
  readonly vendor: VendorFacts | undefined;
}

export function findNoun({ type, account }: Pick<Instance, "type" | "account">): KnownNoun {
  const vendor = Object.hasOwn(vendorFacts, account.vendor) ? vendorFacts[account.vendor] : undefined;
  const attributes = nounDefinitions.find((one) => one.type === type)?.attributes ?? {};
  return { attributes, vendor, facts: vendor?.nouns[type] ?? { attributes: {} } };
}

/** Whether an attribute is set by code at this vendor, so that a plan would change it. */
function isSetByCode(name: string, { attributes, facts }: KnownNoun): boolean {
  const own = attributes[name]?.facts;
  if (own === undefined || own.presence === "computed" || own.isSecret || own.isWriteOnly) return false;
  return facts.attributes[name]?.unsupported === undefined;
}

/** Whether lists tell an attribute. */
function isTold(name: string, { attributes, facts }: KnownNoun): boolean {
  if (facts.split?.tells.includes(name) === true) return true;
  const own = attributes[name]?.facts;
  return own?.isReadBack === true && !own.isSecret && facts.untold?.includes(name) !== true;
}

function isLeftToVendor(name: string, value: unknown, { attributes }: KnownNoun): boolean {
  return attributes[name]?.facts.presence === "optionalComputed" && (value ?? null) === null;
}

/** The attributes that code sets and lists tell, and that differ. */
export function listDifferences(stored: Instance, seen: Instance): ReadonlyMap<string, "changed" | "normalized"> {
  const noun = findNoun(stored);
  const found = new Map<string, "changed" | "normalized">();
  for (const [name, { facts }] of Object.entries(noun.attributes)) {
    if (!isSetByCode(name, noun) || !isTold(name, noun) || isLeftToVendor(name, stored.state[name], noun)) continue;
    const compared = { type: facts.type, rule: noun.facts.attributes[name], vendor: noun.vendor };
    const difference = compareValues(stored.state[name], seen.state[name], compared);
    if (difference !== null) found.set(name, difference);
  }
  return found;
}

/** The attributes that code sets otherwise than the states have them. What is not known yet says nothing. */
export function listCodeDifferences(stored: Instance, code: Instance): readonly string[] {
  const noun = findNoun(stored);
  return Object.entries(noun.attributes).flatMap(([name, { facts }]) => {
    const wanted = code.state[name];
    if (!isSetByCode(name, noun) || !isWhollyKnown(wanted) || isLeftToVendor(name, wanted, noun)) return [];
    const compared = { type: facts.type, rule: noun.facts.attributes[name], vendor: noun.vendor };
    return compareValues(stored.state[name], wanted, compared) === "changed" ? [name] : [];
  });
}

/**
 * A live object as the states know it: what lists do not tell is as stored, and what means the same is written as in the code.
 * @param emptied attributes that other objects of the account tell better
 */
export function mergeStored(stored: Instance, seen: Instance, emptied: ReadonlySet<string>): Instance["state"] {
  const noun = findNoun(stored);
  const changed = listDifferences(stored, seen);
  const entries = Object.keys({ ...stored.state, ...seen.state }).map((name) => {
    const before = stored.state[name] ?? null;
    const after = seen.state[name] ?? null;
    if (emptied.has(name)) return [name, null] as const;
    if (!isTold(name, noun)) return [name, before] as const;
    if (isSetByCode(name, noun)) return [name, changed.get(name) === "changed" ? after : (before ?? after)] as const;
    return [name, after ?? before] as const;
  });
  return Object.fromEntries(entries);
}
