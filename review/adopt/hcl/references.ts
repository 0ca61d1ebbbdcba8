import { dataSourceDefinitions } from "#access/model/nouns/registry.gen.ts";
import { providerName } from "#access/model/provider/address.ts";
import { scope } from "#access/model/nouns/scope.ts";
import type { Attribute, Type } from "#access/schema/attribute.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import { readName } from "../account-index.ts";
import type { AdoptedObject, Adoption } from "../adoption.ts";
import { spellLabel } from "../names.ts";
import { lastWord } from "../titles.ts";
import type { Hcl, HclBlock } from "./print-hcl.ts";

/** Shorter ids may be equal by chance. */
const fewestCharacters = 16;

/** Objects by their ids. */
export interface KnownObjects {
  /** What Terraform calls it, if code may refer to it. */
  find(object: AdoptedObject): string | undefined;
}

function keyOf(type: string, id: string): string {
  return JSON.stringify([type, id]);
}

/** What configurations look up: a block for each, made on first use. */
class LookUps {
  readonly blocks: HclBlock[] = [];
  readonly #addresses = new Map<string, string>();
  readonly #labels = new Map<string, number>();

  #nameBlock(type: string, text: string): string {
    const label = spellLabel(text) || spellLabel(`${lastWord(type)} ${text}`) || lastWord(type);
    const key = keyOf(type, label);
    const count = (this.#labels.get(key) ?? 0) + 1;
    this.#labels.set(key, count);
    return count === 1 ? label : this.#nameBlock(type, `${label}_${count}`);
  }

  /** The address of a look-up by name. @param write what it is found by */
  add(type: string, id: string, write: { readonly name: string; entries(): HclBlock["entries"] }): string {
    const known = this.#addresses.get(keyOf(type, id));
    if (known !== undefined) return known;
    // What it is found by may be looked up itself, and stands before it.
    const entries = write.entries();
    const address = `${providerName}_${type}`;
    const label = this.#nameBlock(type, write.name);
    this.blocks.push({ head: `data "${address}" "${label}"`, entries });
    const reference = `data.${address}.${label}.id`;
    this.#addresses.set(keyOf(type, id), reference);
    return reference;
  }
}

/** Writes values with references in place of ids. */
export class HclReferences {
  readonly #adoption: Adoption;
  readonly #byId = new Map<string, AdoptedObject>();
  readonly #byLongId = new Map<string, AdoptedObject>();
  readonly #lookUps = new LookUps();

  constructor(adoption: Adoption) {
    this.#adoption = adoption;
    for (const one of adoption.objects) {
      if (one.id === null) continue;
      this.#byId.set(keyOf(one.type, one.id), one);
      // An object may have the id of what it belongs to, and is then not meant.
      const attributes = Object.entries(one.definition.attributes);
      const isOwn = attributes.every(
        ([name, { facts }]) => facts.refersTo === undefined || one.values.get(name) !== one.id,
      );
      if (one.id.length >= fewestCharacters && isOwn) this.#byLongId.set(one.id, one);
    }
  }

  get blocks(): readonly HclBlock[] {
    return this.#lookUps.blocks;
  }

  findObject(type: string, id: string): AdoptedObject | undefined {
    return this.#byId.get(keyOf(type, id));
  }

  #lookUp(instance: Instance, id: string): string | undefined {
    const { type, kind, isBuiltIn } = instance;
    const isKnown = kind === "dataSource" || isBuiltIn === true;
    const hasSource = dataSourceDefinitions.some((one) => one.type === type);
    const name = readName(instance);
    if (!isKnown || !hasSource || name === null || !this.#adoption.index.hasOwnName(instance)) return undefined;
    return this.#lookUps.add(type, id, { name, entries: () => [["name", { kind: "text", text: name }]] });
  }

  #refer(type: string, id: string, known: KnownObjects): string | undefined {
    const object = this.findObject(type, id);
    const address = object === undefined ? undefined : known.find(object);
    if (address !== undefined) return `${address}.id`;
    const found = this.#adoption.index.find(type, id);
    return object !== undefined || found === undefined ? undefined : this.#lookUp(found, id);
  }

  #referToScope(type: string | null, id: string): string | undefined {
    const found = this.#adoption.index.findScope(type, id);
    if (found?.isAlone !== true) return undefined;
    const { name, parentId } = found;
    return this.#lookUps.add("scope", `${found.type}/${id}`, {
      name,
      entries: () => [
        ["type", { kind: "text", text: found.type }],
        ["name", { kind: "text", text: name }],
        ...(parentId === null ? [] : [["parent_id", this.#writeParent(parentId)] as const]),
      ],
    });
  }

  #writeParent(id: string): Hcl {
    const reference = this.#referToScope(null, id);
    return reference === undefined ? { kind: "text", text: id } : { kind: "word", word: reference };
  }

  #writeText(text: string, refersTo: string | undefined, known: KnownObjects): Hcl {
    const long = this.#byLongId.get(text);
    const address = long === undefined ? undefined : known.find(long);
    const reference = refersTo === undefined ? address && `${address}.id` : this.#refer(refersTo, text, known);
    return reference === undefined ? { kind: "text", text } : { kind: "word", word: reference };
  }

  #writePlace(value: object, known: KnownObjects): Hcl {
    const place = new Map<string, unknown>(Object.entries(value));
    const type = String(place.get("type"));
    const id = String(place.get("id"));
    const reference = this.#referToScope(type, id);
    const written: Hcl =
      reference === undefined ? this.#writeText(id, undefined, known) : { kind: "word", word: reference };
    return {
      kind: "object",
      entries: [
        ["type", { kind: "text", text: type }],
        ["id", written],
      ],
    };
  }

  #write(type: Type, value: unknown, at: { readonly refersTo: string | undefined; readonly known: KnownObjects }): Hcl {
    if (typeof value === "string") return this.#writeText(value, at.refersTo, at.known);
    if (typeof value !== "object" || value === null) return { kind: "word", word: String(value) };
    if (type === scope.type) return this.#writePlace(value, at.known);
    switch (type.kind) {
      case "list":
      case "set": {
        const elements: readonly unknown[] = Array.isArray(value) ? value : [];
        return { kind: "list", elements: elements.map((one) => this.#write(type.element, one, at)) };
      }
      case "map": {
        const entries = Object.entries(value).map(
          ([name, inner]) => [name, this.#write(type.element, inner, at)] as const,
        );
        return { kind: "object", entries };
      }
      case "object": {
        const entries = Object.entries(value).map(([name, inner]) => {
          const facts = type.attributes[name]?.facts;
          const of = { ...at, refersTo: facts?.refersTo };
          return [toSnakeCase(name), this.#write(facts?.type ?? type, inner, of)] as const;
        });
        return { kind: "object", entries };
      }
      default:
        return { kind: "text", text: JSON.stringify(value) };
    }
  }

  writeAttribute({ facts }: Attribute<unknown, string, string>, value: unknown, known: KnownObjects): Hcl {
    return this.#write(facts.type, value, { refersTo: facts.refersTo, known });
  }
}
