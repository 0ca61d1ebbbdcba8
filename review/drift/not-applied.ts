import type { Instance } from "#access/model/statements/instance.ts";
import { isLink } from "#access/model/statements/link.ts";
import { unknown } from "#access/schema/unknown.ts";
import { dropIndexes } from "../addresses.ts";
import { listCodeDifferences } from "./compare-attributes.ts";
import type { NotApplied } from "./drift.ts";

/** The ids that addresses of the code have in the state. */
type Ids = ReadonlyMap<string, unknown>;

/** A leaf of the code with the ids that its references have: what has none yet is not known. */
function resolveLinks(leaf: unknown, ids: Ids): unknown {
  if (isLink(leaf)) {
    const [only, ...others] = leaf.addresses;
    const id = only === undefined || others.length > 0 ? undefined : ids.get(only);
    return typeof id === "string" ? id : unknown;
  }
  if (Array.isArray(leaf)) return leaf.map((one: unknown) => resolveLinks(one, ids));
  if (typeof leaf !== "object" || leaf === null || Object.getPrototypeOf(leaf) !== Object.prototype) return leaf;
  return Object.fromEntries(Object.entries(leaf).map(([name, part]) => [name, resolveLinks(part, ids)]));
}

function isManaged({ kind, presence }: Instance): boolean {
  return kind === "resource" && presence === "managed";
}

/** What modules have is not in a synthesized stack. */
function isInModule(address: string): boolean {
  return address.startsWith("module.");
}

/** What an apply replaced and has not deleted: the states tell it, and no code is needed. */
export function listDeposed(stored: readonly Instance[]): readonly NotApplied[] {
  const deposed = stored.filter((one) => isManaged(one) && one.isDeposed === true);
  return deposed.map(({ address, type }) => ({ address: address ?? "", type, attribute: null, kind: "replaced" }));
}

/** Compares the code, as it was synthesized, with the state of its last apply. */
export function listNotApplied(stored: readonly Instance[], code: readonly Instance[]): readonly NotApplied[] {
  const ids: Ids = new Map(stored.map(({ address, state }) => [address ?? "", state["id"]]));
  const wanted = new Map(code.filter(isManaged).map((one) => [one.address ?? "", one]));
  const own = stored.filter((one) => isManaged(one) && one.isDeposed !== true);
  const known = new Set(own.map(({ address }) => dropIndexes(address ?? "")));
  const added = [...wanted.values()].filter(({ address }) => !known.has(dropIndexes(address ?? "")));
  return [
    ...added.map(({ address, type }): NotApplied => ({ address: address ?? "", type, attribute: null, kind: "added" })),
    ...own.flatMap((one): readonly NotApplied[] => {
      const { type } = one;
      const address = one.address ?? "";
      const now = wanted.get(dropIndexes(address));
      if (now === undefined) return isInModule(address) ? [] : [{ address, type, attribute: null, kind: "removed" }];
      const resolved = Object.entries(now.state).map(([name, leaf]) => [name, resolveLinks(leaf, ids)] as const);
      const differences = listCodeDifferences(one, { ...now, state: Object.fromEntries(resolved) });
      return differences.map((attribute) => ({ address, type, attribute, kind: "changed" }));
    }),
  ];
}
