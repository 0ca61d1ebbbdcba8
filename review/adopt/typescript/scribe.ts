import { type Code, readMember, writeWord } from "#constructs/adoption/code.ts";
import { vendorWords } from "#constructs/adoption/registry.gen.ts";
import type { Scribe } from "#constructs/adoption/writing.ts";
import { readName } from "../account-index.ts";
import type { AdoptedObject, Adoption } from "../adoption.ts";
import type { CodeSurroundings } from "./surroundings.ts";
import type { CodeUnit } from "./unit.ts";

/** Where adopted objects are found in the code. */
export class AdoptedObjects {
  readonly #byId = new Map<string, AdoptedObject>();

  constructor(objects: readonly AdoptedObject[]) {
    for (const one of objects) if (one.id !== null) this.#byId.set(JSON.stringify([one.type, one.id]), one);
  }

  find(type: string, id: string): AdoptedObject | undefined {
    return this.#byId.get(JSON.stringify([type, id]));
  }
}

/** The variables of what is written so far, by object. */
export type Written = Pick<ReadonlyMap<string, Code>, "get">;

/** What code refers to and does not manage. */
export type Unmanaged = Pick<CodeSurroundings, "refer" | "referToScope">;

/** Writes references to what is written so far, and to what is not managed. */
export function createScribe(
  adoption: Adoption,
  objects: AdoptedObjects,
  around: { readonly surroundings: Unmanaged; readonly written: Written },
): Scribe {
  const { index, facts } = adoption;
  const find = (type: string, id: string): Code | undefined => {
    const found = objects.find(type, id);
    return found === undefined ? undefined : around.written.get(found.key);
  };
  const findByName = (type: string, name: string) => index.findOnly(type, name);
  const scribe: Scribe = {
    facts,
    words: vendorWords[facts.name] ?? {},
    find,
    findNamed(type, name) {
      const id = findByName(type, name)?.state["id"];
      return typeof id === "string" ? find(type, id) : undefined;
    },
    refer: (type, id) => find(type, id) ?? around.surroundings.refer(type, id, scribe),
    isVendorsOwn: (type, name) => findByName(type, name)?.isBuiltIn === true,
    referToScope: (type, id) => around.surroundings.referToScope(type, id),
    nameOf(type, id) {
      const found = index.find(type, id);
      return found !== undefined && index.hasOwnName(found) ? (readName(found) ?? undefined) : undefined;
    },
  };
  return scribe;
}

/** What a unit refers to, found by writing it once as if everything were there. */
export function collectNeeds<T>(
  adoption: Adoption,
  objects: AdoptedObjects,
  write: (scribe: Scribe) => T,
): { readonly needs: ReadonlySet<string>; readonly result: T } {
  const needs = new Set<string>();
  const nothing = writeWord("undefined");
  const written: Written = {
    get(key) {
      needs.add(key);
      return nothing;
    },
  };
  const surroundings: Unmanaged = { refer: () => nothing, referToScope: () => nothing };
  const result = write(createScribe(adoption, objects, { surroundings, written }));
  return { needs, result };
}

/** The code for each part of a unit, once it is written. */
export function listVariables({ parts }: CodeUnit, variable: string): readonly (readonly [string, Code])[] {
  return parts.map(({ object, path }) => [object.key, readMember(writeWord(variable), ...path)] as const);
}
