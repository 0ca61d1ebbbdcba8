import { findNameAttribute } from "#access/model/nouns/object-name.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import { findNounForm } from "../noun-forms.ts";

type State = Instance["state"];

function getText(state: State, name: string): string | null {
  const value = state[name];
  return typeof value === "string" && value !== "" ? value : null;
}

const nameAttributes = new Map<string, string | undefined>();

/** The attribute that people call an object of a noun by. */
function nameAttributeOf(kind: Instance["kind"], type: string): string | undefined {
  const key = `${kind} ${type}`;
  if (!nameAttributes.has(key))
    nameAttributes.set(key, findNameAttribute({ kind, attributes: findNounForm({ type, kind })?.attributes ?? {} }));
  return nameAttributes.get(key);
}

/** What an object is called, if it has a name. */
export function readName({ type, kind, state }: Pick<Instance, "type" | "kind" | "state">): string | null {
  const attribute = nameAttributeOf(kind, type);
  return attribute === undefined ? null : getText(state, attribute);
}

/** Vendors may look names up without their case. */
function foldName(name: string): string {
  return name.normalize("NFKC").trim().toLowerCase();
}

function keyOf(type: string, text: string): string {
  return JSON.stringify([type, text]);
}

const scopeNoun = "scope";

/** A part of the vendor's account, as its list tells of it. */
export interface FoundScope {
  readonly type: string;
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
  /** No other part of its type in the same place has its name. */
  readonly isAlone: boolean;
}

/** What an account has, by noun and id or name. */
export class AccountIndex {
  readonly #byId = new Map<string, Instance>();
  readonly #byName = new Map<string, readonly Instance[]>();
  readonly #scopes: Instance[] = [];

  constructor(instances: readonly Instance[]) {
    // What a list of the noun has is whole.
    for (const one of instances) if (one.isBeside !== true) this.#add(one);
    for (const one of instances) if (one.isBeside === true) this.#add(one);
  }

  #add(instance: Instance): void {
    const { type, state } = instance;
    if (type === scopeNoun) this.#scopes.push(instance);
    const id = getText(state, "id");
    if (id === null || this.#byId.has(keyOf(type, id))) return;
    this.#byId.set(keyOf(type, id), instance);
    const name = readName(instance);
    if (name === null) return;
    const key = keyOf(type, foldName(name));
    this.#byName.set(key, [...(this.#byName.get(key) ?? []), instance]);
  }

  find(type: string, id: string): Instance | undefined {
    return this.#byId.get(keyOf(type, id));
  }

  /** The only object of a noun with a name that is unlike all others, also without regard to case. */
  findOnly(type: string, name: string): Instance | undefined {
    const [only, ...others] = this.#byName.get(keyOf(type, foldName(name))) ?? [];
    return only !== undefined && others.length === 0 && readName(only) === name ? only : undefined;
  }

  /** A part of the account. Vendors count each type of parts on its own. @param type null for any */
  findScope(type: string | null, id: string): FoundScope | undefined {
    const found = this.#scopes.filter(({ state }) => state["id"] === id && (type === null || state["type"] === type));
    const [only, ...others] = found;
    if (only === undefined || others.length > 0) return undefined;
    const name = getText(only.state, "name");
    const own = getText(only.state, "type");
    if (name === null || own === null) return undefined;
    const parentId = getText(only.state, "parentId");
    const alike = this.#scopes.filter(({ state }) => {
      return (
        state["type"] === own &&
        state["parentId"] === only.state["parentId"] &&
        foldName(String(state["name"])) === foldName(name)
      );
    });
    return { type: own, id, name, parentId, isAlone: alike.length === 1 };
  }

  /** Whether no other object of the noun has a name like this one's. */
  hasOwnName(instance: Instance): boolean {
    const name = readName(instance);
    return name !== null && this.findOnly(instance.type, name) === instance;
  }
}
