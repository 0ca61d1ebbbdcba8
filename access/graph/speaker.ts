import { isUnknown } from "#access/schema/unknown.ts";
import { createAccountKey } from "../model/statements/account.ts";
import type { Speaker } from "../model/statements/declaration.ts";
import type { GraphFacts } from "../model/statements/graph-facts.ts";
import type { Instance } from "../model/statements/instance.ts";
import { isLink } from "../model/statements/link.ts";
import { type ExactRef, joinScopeId, readRef, type Ref, type RefPlace, type Space } from "../model/statements/ref.ts";
import type { Identity } from "../model/statements/statement.ts";
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

/** How an instance refers to itself and to others. */
export function createSpeaker(instance: Instance, { nouns, contains }: SpeakerFacts): Speaker {
  const account = createAccountKey(instance.account);
  const scope = (type: string, id: unknown): Ref | null => {
    const place: RefPlace = { account, space: "scope" };
    return readRef(place, typeof id === "string" ? joinScopeId(type, id) : id);
  };
  const referByName = (space: Space, leaf: unknown): Ref | null => {
    if (leaf === null || leaf === undefined) return null;
    return typeof leaf === "string"
      ? { account, space, kind: "name", text: leaf }
      : { account, space, kind: "unknown" };
  };
  return {
    account,
    self(space, name): Identity {
      const { id } = instance.state;
      const refs: ExactRef[] = [];
      if (typeof id === "string") refs.push({ account, space, kind: "id", text: id });
      if (instance.address !== null) refs.push({ account, space, kind: "address", text: instance.address });
      if (typeof name === "string") refs.push({ account, space, kind: "name", text: name });
      return refs;
    },
    refer: (space, leaf) => readRef({ account, space }, leaf),
    referAll: (space, leaf) => referAll({ account, space }, leaf),
    referByName,
    place(leaf) {
      if (leaf === null || leaf === undefined) return null;
      if (!isRecord(leaf)) return { account, space: "scope", kind: "unknown" };
      const type = leaf["type"];
      return typeof type === "string" ? scope(type, leaf["id"]) : { account, space: "scope", kind: "unknown" };
    },
    scope,
    parentScope(type, id) {
      if (id === null || id === undefined) return null;
      const outer = contains.find(({ inner }) => inner === type)?.outer;
      return outer === undefined ? null : scope(outer, id);
    },
    isOwn: (attribute) => nouns[instance.type]?.attributes[attribute]?.unsupported !== undefined,
  };
}
