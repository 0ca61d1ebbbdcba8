import { isUnknown } from "#access/schema/unknown.ts";
import type { AccountKey } from "../model/statements/account.ts";
import type { Speaker } from "../model/statements/declaration.ts";
import type { GraphFacts } from "../model/statements/graph-facts.ts";
import type { Instance } from "../model/statements/instance.ts";
import { isLink } from "../model/statements/link.ts";
import { type ExactRef, joinScopeId, readRef, type Ref, type RefPlace, type Space } from "../model/statements/ref.ts";
import type { Identity, Place } from "../model/statements/statement.ts";
import type { VendorFacts } from "../model/vendors/facts.ts";

type Leaves = { readonly [name: string]: unknown };

function isRecord(leaf: unknown): leaf is Leaves {
  return typeof leaf === "object" && leaf !== null && !Array.isArray(leaf) && !isUnknown(leaf) && !isLink(leaf);
}

function referAll(place: RefPlace, leaf: unknown): readonly Ref[] {
  if (leaf === null || leaf === undefined) return [];
  if (!Array.isArray(leaf)) {
    const one = readRef(place, leaf);
    return one === null ? [] : [one];
  }
  return leaf.map((element: unknown) => readRef(place, element)).filter((ref) => ref !== null);
}

/** What a speaker needs to know of the vendor. */
export interface SpeakerFacts extends Pick<VendorFacts, "nouns">, Pick<GraphFacts, "contains"> {}

/** How an instance refers to itself and to others. A class, because there is one for each of many instances. */
export class InstanceSpeaker implements Speaker {
  readonly account: AccountKey;
  readonly #instance: Instance;
  readonly #facts: SpeakerFacts;

  constructor(instance: Instance, account: AccountKey, facts: SpeakerFacts) {
    this.account = account;
    this.#instance = instance;
    this.#facts = facts;
  }

  self(space: Space, name?: unknown): Identity {
    const { account } = this;
    const { state, address } = this.#instance;
    const id = state["id"];
    const refs: ExactRef[] = [];
    if (typeof id === "string") refs.push({ account, space, kind: "id", text: id });
    if (address !== null) refs.push({ account, space, kind: "address", text: address });
    // It is the object at another address too.
    const other = isLink(id) && id.addresses.length === 1 ? id.addresses[0] : undefined;
    if (other !== undefined && other !== address) refs.push({ account, space, kind: "address", text: other });
    if (typeof name === "string") refs.push({ account, space, kind: "name", text: name });
    return refs;
  }

  refer(space: Space, leaf: unknown): Ref | null {
    return readRef({ account: this.account, space }, leaf);
  }

  referAll(space: Space, leaf: unknown): readonly Ref[] {
    return referAll({ account: this.account, space }, leaf);
  }

  referByName(space: Space, leaf: unknown): Ref | null {
    const { account } = this;
    if (leaf === null || leaf === undefined) return null;
    return typeof leaf === "string"
      ? { account, space, kind: "name", text: leaf }
      : { account, space, kind: "unknown" };
  }

  place(leaf: unknown): Place {
    const { account } = this;
    if (leaf === null || leaf === undefined) return null;
    if (!isRecord(leaf)) return { account, space: "scope", kind: "unknown" };
    const type = leaf["type"];
    return typeof type === "string" ? this.scope(type, leaf["id"]) : { account, space: "scope", kind: "unknown" };
  }

  scope(type: string, id: unknown): Ref | null {
    const place: RefPlace = { account: this.account, space: "scope" };
    return readRef(place, typeof id === "string" ? joinScopeId(type, id) : id);
  }

  parentScope(type: string, id: unknown): Ref | null {
    if (id === null || id === undefined) return null;
    const outer = this.#facts.contains.find(({ inner }) => inner === type)?.outer;
    return outer === undefined ? null : this.scope(outer, id);
  }

  isOwn(attribute: string): boolean {
    return this.#facts.nouns[this.#instance.type]?.attributes[attribute]?.unsupported !== undefined;
  }
}
