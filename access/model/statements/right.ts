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

export function keyOfAtom(atom: RightAtom): string {
  switch (atom.kind) {
    case "act":
      return JSON.stringify(["act", atom.action, atom.resource, atom.selector]);
    case "standing":
      return JSON.stringify(["standing", atom.standing]);
    case "opaque":
      return JSON.stringify(["opaque", atom.what]);
    case "everyAct":
    case "anything":
      return JSON.stringify([atom.kind]);
  }
}

export function isSameAtom(one: RightAtom, other: RightAtom): boolean {
  switch (one.kind) {
    case "act":
      if (other.kind !== "act") return false;
      return one.action === other.action && one.resource === other.resource && one.selector === other.selector;
    case "standing":
      return other.kind === "standing" && one.standing === other.standing;
    case "opaque":
      return other.kind === "opaque" && one.what === other.what;
    case "everyAct":
    case "anything":
      return one.kind === other.kind;
  }
}

export function keyOfRight({ account, atom, scope }: Right): string {
  return JSON.stringify([account, scope, keyOfAtom(atom)]);
}
