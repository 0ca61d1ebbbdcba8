import { quoteLine } from "#access/schema/shown-text.ts";
import { spellNoun } from "#access/model/nouns/object-name.ts";
import type { NounDefinition } from "#access/model/nouns/own-attributes.ts";
import type { AccountSource } from "#access/model/statements/account.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import type { Asker } from "#access/model/vendors/asker.ts";
import type { VendorFacts } from "#access/model/vendors/facts.ts";
import { NotWritable, writeAttributes, type WrittenAttributes } from "#access/model/vendors/written-attributes.ts";
import { nounDefinitions } from "#vendors/definitions.ts";
import { AccountIndex, readName } from "./account-index.ts";
import { sortObjects } from "./sort-objects.ts";
import { writeImportId } from "../import-id.ts";

/** An object that code is to manage from now on. */
export interface AdoptedObject extends WrittenAttributes {
  /** Its own in the account, and the same in each run. */
  readonly key: string;
  readonly type: string;
  readonly definition: NounDefinition;
  readonly instance: Instance;
  /** The vendor's id. */
  readonly id: string | null;
  /** What people call it; null if it has no name. */
  readonly name: string | null;
  readonly importId: string;
}

/** An object that code cannot manage, or not yet. */
export interface LeftOut {
  /** Such as `key "deploy" (ID)`. */
  readonly title: string;
  /** One or more sentences. */
  readonly reason: string;
}

/** What is to be written as code. */
export interface Adoption {
  readonly account: AccountSource;
  readonly facts: VendorFacts;
  /** By noun, name and id. */
  readonly objects: readonly AdoptedObject[];
  readonly leftOut: readonly LeftOut[];
  readonly index: AccountIndex;
  /** What could not be seen: sentences. */
  readonly blind: readonly string[];
}

/** Names come from outside: one line, and safe to print. */
export function describeObject(instance: Instance): string {
  const { type, state } = instance;
  const name = readName(instance);
  const id = typeof state["id"] === "string" ? quoteLine(state["id"], 100) : "no id";
  return name === null ? `${spellNoun(type)} ${id}` : `${spellNoun(type)} "${quoteLine(name, 100)}" (${id})`;
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function adoptObject(instance: Instance, facts: VendorFacts): AdoptedObject | NotWritable {
  const { type, state } = instance;
  const definition = nounDefinitions.find((one) => one.type === type);
  if (definition === undefined) return new NotWritable("This version does not know its kind.");
  const importId = writeImportId(instance);
  if (importId === null) return new NotWritable(`${facts.title} does not tell what an import needs.`);
  const written = writeAttributes(definition, facts, state);
  if (written instanceof NotWritable) {
    return new NotWritable(`${written.reason} Its import ID is ${quoteLine(importId, 200)}.`);
  }
  const id = typeof state["id"] === "string" ? state["id"] : null;
  const key = JSON.stringify([type, importId]);
  return { ...written, key, type, definition, instance, id, name: readName(instance), importId };
}

export interface AdoptedAccount {
  readonly account: AccountSource;
  readonly facts: VendorFacts;
  /** All that was seen. */
  readonly instances: readonly Instance[];
  readonly blind: readonly string[];
  /** Whose token saw it. */
  readonly askedBy: Asker | null;
}

/** What can be managed with code at all: no row of the vendor's own, and nothing that it tells of beside. */
export function isAdoptable({ kind, type, isBuiltIn, isBeside }: Instance, { nouns }: VendorFacts): boolean {
  return kind === "resource" && isBuiltIn !== true && isBeside !== true && Object.hasOwn(nouns, type);
}

/** What is to be adopted of an account, and what was left out already. */
export interface AdoptionChoice {
  readonly chosen: readonly Instance[];
  readonly leftOut: readonly LeftOut[];
}

export function planAdoption(seen: Omit<AdoptedAccount, "askedBy">, choice: AdoptionChoice): Adoption {
  const { account, facts, instances, blind } = seen;
  const objects = new Map<string, AdoptedObject>();
  const leftOut: LeftOut[] = [...choice.leftOut];
  for (const one of choice.chosen) {
    const adopted = adoptObject(one, facts);
    if (adopted instanceof NotWritable) leftOut.push({ title: describeObject(one), reason: adopted.reason });
    else objects.set(adopted.key, adopted);
  }
  return {
    account,
    facts,
    objects: sortObjects([...objects.values()]),
    leftOut: leftOut.toSorted((a, b) => compareTexts(a.title, b.title)),
    index: new AccountIndex(instances),
    blind: [...new Set(blind)].toSorted(compareTexts),
  };
}
