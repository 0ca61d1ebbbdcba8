import type { Atom } from "../permissions/permission.ts";
import type { AccountKey } from "./account.ts";

/** What somebody may do, without where. */
export type RightAtom =
  /** A permission on one selector, in the vendor's canonical spelling. */
  | ({ readonly kind: "act" } & Atom)
  /** What no permission expresses, such as being the vendor's administrator. Only a standing covers a standing. */
  | { readonly kind: "standing"; readonly standing: string }
  /** Every permission that a role could have, and no standing: what the editor of a role gets. */
  | { readonly kind: "everyAct" }
  /** What is fixed but could not be read, such as the permissions of a role that nobody listed. It equals itself only. */
  | { readonly kind: "opaque"; readonly what: string }
  /** Anything at all: what an unknown reference may lead to. Only in upper bounds. */
  | { readonly kind: "anything" };

/** A right at a place of an account. */
export interface Right {
  readonly account: AccountKey;
  readonly atom: RightAtom;
  /** The node of the scope; null for the whole account. */
  readonly scope: string | null;
}

/** Equal for equal atoms only: the lengths at the end tell where each part ends, whatever is in it. */
export function keyOfAtom(atom: RightAtom): string {
  switch (atom.kind) {
    case "act": {
      const { action, resource, selector } = atom;
      return `act\n${action}\n${resource}\n${selector}\n${action.length},${resource.length}`;
    }
    case "standing":
      return `standing\n${atom.standing}`;
    case "opaque":
      return `opaque\n${atom.what}`;
    case "everyAct":
    case "anything":
      return atom.kind;
  }
}

export function isSameAtom(one: RightAtom, other: RightAtom): boolean {
  if (one === other) return true;
  switch (one.kind) {
    case "act":
      return (
        other.kind === "act" &&
        one.action === other.action &&
        one.resource === other.resource &&
        one.selector === other.selector
      );
    case "standing":
      return other.kind === "standing" && one.standing === other.standing;
    case "opaque":
      return other.kind === "opaque" && one.what === other.what;
    case "everyAct":
    case "anything":
      return other.kind === one.kind;
  }
}

/** Rights on a scope come before those in the whole account. No part of it can hold a line break. */
export function keyOfRight({ account, atom, scope }: Right): string {
  return `${account}\n${scope ?? "~"}\n${keyOfAtom(atom)}`;
}
