import type { Attributes } from "#access/schema/attribute.ts";
import type { DataSourceDefinition } from "#access/schema/definition.ts";
import { dataSourceDefinitions } from "../model/nouns/registry.gen.ts";
import { createAccountKey } from "../model/statements/account.ts";
import type { Instance } from "../model/statements/instance.ts";
import { isLink, Link } from "../model/statements/link.ts";

interface LookUp {
  /** By which a vendor finds exactly one object: attributes, and how one spelling is made of each value. */
  readonly required: ReadonlyMap<string, (text: string) => string>;
  /** What narrows the search, if it is given. */
  readonly optional: readonly string[];
}

function toSpelling({ facts: { type } }: Attributes[string]): (text: string) => string {
  const format = type.kind === "text" ? type.format : undefined;
  return (text) => (format?.accepts(text) === true ? format.canonical(text) : text);
}

function describeLookUp({ attributes }: DataSourceDefinition): LookUp {
  const all = Object.entries(attributes);
  const required = all.filter(([, { facts }]) => facts.presence === "required");
  return {
    required: new Map(required.map(([name, attribute]) => [name, toSpelling(attribute)])),
    optional: all.filter(([, { facts }]) => facts.presence === "optional").map(([name]) => name),
  };
}

const lookUps: ReadonlyMap<string, LookUp> = new Map(
  dataSourceDefinitions
    .filter(({ attributes }) => Object.hasOwn(attributes, "id"))
    .map((definition) => [definition.type, describeLookUp(definition)]),
);

/** By what an object is found. Undefined if it is not known. */
function keyOf({ account, type, state }: Instance, { required }: LookUp): string | undefined {
  const values = [...required].map(([name, spellValue]) => {
    const value = state[name];
    return typeof value === "string" ? spellValue(value) : undefined;
  });
  if (values.length === 0 || values.includes(undefined)) return undefined;
  return JSON.stringify([createAccountKey(account), type, values]);
}

function spell(value: unknown): string {
  return JSON.stringify(isLink(value) ? value.addresses : (value ?? null));
}

function isSearchedElsewhere(one: Instance, other: Instance, { optional }: LookUp): boolean {
  return optional.some((name) => {
    const given = [one, other].flatMap(({ state }) => state[name] ?? []);
    return given.length === 2 && spell(given[0]) !== spell(given[1]);
  });
}

/** Code that nobody planned: the source knows of the id that it will be what this block finds. */
function isOpen({ kind, state: { id }, address }: Instance): boolean {
  return kind === "dataSource" && address !== null && isLink(id) && id.addresses.join() === address;
}

/** Objects of the code, those that it makes first: what is found by the same is one of them. */
function listCandidates(instances: readonly Instance[]): ReadonlyMap<string, readonly Instance[]> {
  const found = new Map<string, Instance[]>();
  const isMade = ({ kind, presence, isDeposed }: Instance): boolean =>
    kind === "resource" && presence === "managed" && isDeposed !== true;
  const made = instances.filter(isMade);
  for (const one of [...made, ...instances.filter(({ kind }) => kind === "dataSource")]) {
    const lookUp = lookUps.get(one.type);
    const key = lookUp === undefined ? undefined : keyOf(one, lookUp);
    if (key === undefined || one.address === null) continue;
    const list = found.get(key);
    if (list === undefined) found.set(key, [one]);
    else list.push(one);
  }
  return found;
}

/**
 * Two blocks that find an object by the same, or one that makes it and one that finds it, are one object: a vendor that had two of
 * them would refuse the search. It is said of each data source of which a source says no more than that it will find something.
 */
export function joinLookUps(instances: readonly Instance[]): readonly Instance[] {
  if (!instances.some(isOpen)) return instances;
  const candidates = listCandidates(instances);
  return instances.map((instance) => {
    const lookUp = isOpen(instance) ? lookUps.get(instance.type) : undefined;
    const key = lookUp === undefined ? undefined : keyOf(instance, lookUp);
    if (lookUp === undefined || key === undefined) return instance;
    const all = (candidates.get(key) ?? []).filter((one) => !isSearchedElsewhere(instance, one, lookUp));
    const [first, second] = all;
    // The search would be refused.
    if (second?.kind === "resource" || first === undefined || first === instance) return instance;
    return { ...instance, state: { ...instance.state, id: new Link([first.address ?? ""]) } };
  });
}
