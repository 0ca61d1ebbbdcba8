import type { AccountKey } from "./account.ts";
import { isLink } from "./link.ts";

/**
 * What a reference points to. Service accounts, members and bots are all principals, because vendors draw their ids from
 * one sequence.
 */
export type Space = "principal" | "group" | "idpGroup" | "role" | "scope" | "domain" | "key";

/** Where a reference looks. */
export interface RefPlace {
  readonly account: AccountKey;
  readonly space: Space;
}

/** A reference to one thing: by the vendor's id, by its name, or by its address in Terraform. */
export interface ExactRef extends RefPlace {
  readonly kind: "id" | "name" | "address";
  readonly text: string;
}

/** A reference to one of several things, or to any of its space. */
export type Ref =
  | ExactRef
  | (RefPlace & { readonly kind: "oneOf"; readonly refs: readonly ExactRef[] })
  | (RefPlace & { readonly kind: "unknown" });

/** What a text and a space mean together: equal for equal references. */
export function keyOfRef({ account, space, kind, text }: ExactRef): string {
  return JSON.stringify([account, space, kind, text]);
}

export function isExact(ref: Ref): ref is ExactRef {
  return ref.kind !== "oneOf" && ref.kind !== "unknown";
}

/** The id of a scope contains its type: vendors count each type on its own. */
export function joinScopeId(type: string, id: string): string {
  return `${type}/${id}`;
}

/** Reads a leaf of a state that contains an id. Null if there is none. */
export function readRef(place: RefPlace, leaf: unknown): Ref | null {
  if (leaf === null || leaf === undefined) return null;
  if (typeof leaf !== "string" && isLink(leaf)) {
    const refs = leaf.addresses.map((text): ExactRef => ({ ...place, kind: "address", text }));
    const [only] = refs;
    return refs.length === 1 && only !== undefined ? only : { ...place, kind: "oneOf", refs };
  }
  const { account, space } = place;
  return typeof leaf === "string" ? { account, space, kind: "id", text: leaf } : { account, space, kind: "unknown" };
}
