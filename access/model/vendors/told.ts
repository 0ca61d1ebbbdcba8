import type { Instance } from "../statements/instance.ts";
import type { ExactRef } from "../statements/ref.ts";

/** An object that the vendor told of, as the state of a noun: what it means for access, the noun says. */
export type Told = Pick<Instance, "type" | "kind" | "state">;

/** Who the provider's token belongs to. */
export interface Holder {
  /** The vendor's id. */
  readonly id: string;
  /** In a message, as in `account "deployer" (ID)`. */
  readonly title: string;
  /** Itself and, as far as the vendor tells, every role and group that it has, with what they grant. */
  readonly told: readonly Told[];
}

/** The vendor does not say whose the token is, or what its owner holds. */
export interface Untold {
  /** Why: a sentence. */
  readonly reason: string;
}

export function isUntold(holder: Holder | Untold): holder is Untold {
  return "reason" in holder;
}

/** A role, a group or a principal, by the vendor's id or by its name. */
export type Thing = Pick<ExactRef, "space" | "kind" | "text">;
