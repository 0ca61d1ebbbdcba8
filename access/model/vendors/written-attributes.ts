import { presentSecret } from "../../schema/decode-record.ts";
import type { Type } from "../../schema/attribute.ts";
import { hasSameMeaning, toMeaning } from "../../schema/equality.ts";
import { toSnakeCase } from "../../schema/names.ts";
import { findChangeEffect } from "./attribute-changes.ts";
import { findConfigurationErrors } from "./configuration-errors.ts";
import type { VendorFacts } from "./facts.ts";
import type { NounDefinition } from "../nouns/own-attributes.ts";

type Plain = { readonly [name: string]: unknown };

/** What code says of an object that exists. */
export interface WrittenAttributes {
  /** By attribute, in the definition's order: nothing that is null or a default. Sets are sorted. */
  readonly values: ReadonlyMap<string, unknown>;
  /** Those that code must set and the vendor does not tell. What they are set to means nothing, and is ignored. */
  readonly ignored: readonly string[];
}

/** Why code cannot manage an object: a sentence. */
export class NotWritable {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

function sortSet(element: Type, values: readonly unknown[]): readonly unknown[] {
  const keyed = values.map((value) => ({ value, key: toMeaning(element, value) }));
  return keyed.toSorted((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key))).map(({ value }) => value);
}

function reduceRecord(type: Extract<Type, { kind: "object" }>, value: Plain): Plain {
  const entries = Object.entries(type.attributes).flatMap(([name, { facts }]) => {
    const inner = value[name] ?? null;
    const isDefault =
      inner === null || (facts.presence === "defaulted" && hasSameMeaning(facts.type, inner, facts.defaultValue));
    return isDefault ? [] : [[name, reduceValue(facts.type, inner)] as const];
  });
  return Object.fromEntries(entries);
}

/** A value without what is null or a default in it, and with its sets in a fixed order. */
function reduceValue(type: Type, value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  switch (type.kind) {
    case "set":
    case "list": {
      const elements = Array.isArray(value) ? value.map((one: unknown) => reduceValue(type.element, one)) : [];
      return type.kind === "set" ? sortSet(type.element, elements) : elements;
    }
    case "map": {
      const names = Object.keys(value).toSorted();
      const inner = new Map(Object.entries(value));
      return Object.fromEntries(names.map((name) => [name, reduceValue(type.element, inner.get(name))]));
    }
    case "object":
      return reduceRecord(type, { ...value });
    default:
      return value;
  }
}

interface Place {
  readonly definition: NounDefinition;
  readonly facts: VendorFacts;
  readonly state: Plain;
}

/** Whether code at this vendor can set an attribute. */
function isWritable({ definition, facts }: Place, name: string): boolean {
  const { isSecret, isWriteOnly } = definition.attributes[name]?.facts ?? {};
  const owner = definition.owners?.[name];
  const isForeign = owner !== undefined && owner !== facts.title;
  return (
    !isForeign && isSecret !== true && isWriteOnly !== true && findChangeEffect(definition, name, facts) !== undefined
  );
}

function isRequired({ definition, facts }: Place, name: string): boolean {
  const rule = facts.nouns[definition.type]?.attributes[name];
  return rule?.isRequired ?? definition.attributes[name]?.facts.presence === "required";
}

/**
 * What takes the place of a required attribute that the vendor never tells. One of a few words that only count when the object
 * is made can be any of them, as long as Terraform ignores it.
 */
function chooseWord({ definition, facts }: Place, name: string): string | undefined {
  const attribute = definition.attributes[name]?.facts;
  if (attribute === undefined || attribute.isReadBack || attribute.type.kind !== "text") return undefined;
  if (findChangeEffect(definition, name, facts) !== "inPlace") return undefined;
  return (facts.nouns[definition.type]?.attributes[name]?.oneOf ?? attribute.type.oneOf)?.[0];
}

function readAttribute(place: Place, name: string): unknown {
  const { facts } = place.definition.attributes[name] ?? {};
  const value = place.state[name] ?? null;
  if (facts === undefined || value === null || value === presentSecret) return null;
  if (facts.presence === "defaulted" && hasSameMeaning(facts.type, value, facts.defaultValue)) return null;
  return reduceValue(facts.type, value);
}

function findMissing(place: Place, name: string): string {
  const { definition, facts } = place;
  const isUntold = definition.attributes[name]?.facts.isReadBack === false;
  const attribute = `\`${toSnakeCase(name)}\``;
  return isUntold
    ? `${facts.title} does not tell ${attribute}, which code must set: add it, and the first plan updates the state.`
    : `It has no ${attribute}, which code must set.`;
}

/** What code says of an object, as far as that is known. */
export interface DraftedAttributes extends WrittenAttributes {
  /** Why that is not enough: sentences. */
  readonly problems: readonly string[];
}

/** What code has to say of an object so that its import changes nothing, as far as the vendor tells. */
export function draftAttributes(definition: NounDefinition, facts: VendorFacts, state: Plain): DraftedAttributes {
  const place: Place = { definition, facts, state };
  const values = new Map<string, unknown>();
  const ignored: string[] = [];
  const missing: string[] = [];
  for (const name of Object.keys(definition.attributes)) {
    if (!isWritable(place, name)) continue;
    const value = readAttribute(place, name);
    if (value !== null) {
      values.set(name, value);
      continue;
    }
    if (!isRequired(place, name)) continue;
    const word = chooseWord(place, name);
    if (word === undefined) {
      missing.push(findMissing(place, name));
      continue;
    }
    values.set(name, word);
    ignored.push(name);
  }
  if (missing.length > 0) return { values, ignored, problems: missing };
  const nulls = Object.fromEntries(Object.keys(definition.attributes).map((name) => [name, null]));
  const errors = findConfigurationErrors(definition, { ...nulls, ...Object.fromEntries(values) }, facts);
  return { values, ignored, problems: errors.map(({ message }) => message) };
}

/** What code has to say of an object so that its import changes nothing. */
export function writeAttributes(
  definition: NounDefinition,
  facts: VendorFacts,
  state: Plain,
): WrittenAttributes | NotWritable {
  const { problems, ...written } = draftAttributes(definition, facts, state);
  const [problem] = problems;
  return problem === undefined ? written : new NotWritable(problem);
}
