import { spellNoun } from "#access/model/nouns/object-name.ts";
import { callMethod, type Code, createConstruct, useExport, writeText, writeWord } from "#constructs/adoption/code.ts";
import { writeRoleReference } from "#constructs/adoption/props.ts";
import { nounWritings } from "#constructs/adoption/registry.gen.ts";
import type { Scribe } from "#constructs/adoption/writing.ts";
import { readName } from "../account-index.ts";
import type { Adoption } from "../adoption.ts";
import { isInherited, spellConstructId, spellVariable } from "../names.ts";
import { isTokenLike } from "./cdktf-limits.ts";

/** Names that are given once each. */
export interface NameGiver {
  /** @param texts the best one first */
  take(texts: readonly string[]): { readonly variable: string; readonly constructId: string };
}

/** Gives names that others do not have, with numbers where they have them all. */
export function createNameGiver(variables: Set<string>, ids: Set<string>): NameGiver {
  const pick = (names: readonly string[], taken: Set<string>, number: (name: string, count: number) => string) => {
    const possible = names.filter((name) => name !== "");
    const last = possible.at(-1) ?? "x";
    let name = possible.find((one) => !taken.has(one));
    for (let count = 2; name === undefined; count += 1) {
      const next = number(last, count);
      if (!taken.has(next)) name = next;
    }
    taken.add(name);
    return name;
  };
  return {
    take: (texts) => ({
      variable: pick(texts.map(spellVariable), variables, (name, count) => `${name}${count}`),
      constructId: pick(texts.map(spellConstructId), ids, (name, count) => `${name}-${count}`),
    }),
  };
}

/** What code refers to and does not manage: each is a constant before everything else. */
export class CodeSurroundings {
  readonly #adoption: Adoption;
  readonly #names: NameGiver;
  readonly #variables = new Map<string, Code>();
  readonly statements: { readonly variable: string; readonly code: Code }[] = [];

  constructor(adoption: Adoption, names: NameGiver) {
    this.#adoption = adoption;
    this.#names = names;
  }

  #declare(key: string, texts: readonly string[], create: (constructId: string) => Code): Code {
    const known = this.#variables.get(key);
    if (known !== undefined) return known;
    const { variable, constructId } = this.#names.take(texts);
    const code = create(constructId);
    this.statements.push({ variable, code });
    const word = writeWord(variable);
    this.#variables.set(key, word);
    return word;
  }

  /** An object by its id; a role by its name, if no other role has it. */
  refer(type: string, id: string, scribe: Scribe): Code {
    const { index } = this.#adoption;
    const found = index.find(type, id);
    const name = found === undefined ? null : readName(found);
    const writing = nounWritings[type];
    if (writing?.existing === undefined) return writeText(id);
    const isByName = writing.isFoundByName === true && found !== undefined && index.hasOwnName(found);
    if (isByName && name !== null && !isTokenLike(name) && !isInherited(name)) return writeRoleReference(name, scribe);
    const word = spellNoun(type);
    const { existing } = writing;
    return this.#declare(
      JSON.stringify([type, id]),
      name === null ? [word] : [name, `${name} ${word}`, `${word} ${name}`, word],
      (constructId) =>
        callMethod(useExport(existing), "fromId", [writeWord("this"), writeText(constructId), writeText(id)]),
    );
  }

  referToScope(type: string, id: string): Code {
    return this.#declareScope(type, id);
  }

  #declareScope(type: string, id: string): Code {
    const found = this.#adoption.index.findScope(type, id);
    const texts = found === undefined ? [type] : [found.name, `${found.name} ${type}`];
    return this.#declare(JSON.stringify(["scope", type, id]), texts, (constructId) => {
      const isNamed = found !== undefined && found.isAlone && !isTokenLike(found.name);
      const by: (readonly [string, Code])[] = isNamed
        ? [["name", writeText(found.name)], ...this.#writeParent(found.parentId)]
        : [["id", writeText(id)]];
      const entries = [["type", writeText(type)] as const, ...by];
      const args: readonly Code[] = [writeWord("this"), writeText(constructId), { kind: "record", entries }];
      return callMethod(useExport("Scope"), isNamed ? "fromName" : "fromId", args);
    });
  }

  #writeParent(parentId: string | null): readonly (readonly [string, Code])[] {
    const parent = parentId === null ? undefined : this.#adoption.index.findScope(null, parentId);
    return parent === undefined ? [] : [["parent", this.#declareScope(parent.type, parent.id)]];
  }
}

/** The provider of the account. */
export function writeProvider({ account, facts }: Adoption): Code {
  const { vendor, endpoint } = account;
  const isUsual = endpoint === null || endpoint === (facts.connection.defaultEndpoint ?? null);
  const at: readonly (readonly [string, Code])[] = isUsual ? [] : [["endpoint", writeText(endpoint)]];
  return createConstruct("AccessProvider", vendor, [["vendor", writeText(vendor)], ...at]);
}
