import type { Saying, Speaker } from "./declaration.ts";
import type { ExactRef, Ref } from "./ref.ts";
import type { Identity } from "./statement.ts";

/**
 * Refers to whoever signs in through a domain: in one group of the identity provider or, with null, in none that is mapped.
 */
export function referToSignedIn(at: Pick<Speaker, "account">, domain: Ref, group: string | null): ExactRef {
  const text = JSON.stringify([domain, group]);
  return { account: at.account, space: "idpGroup", kind: "id", text };
}

/** An auth domain: whoever may change it decides who signs in. */
export function sayDomain(is: Identity, name: string | null): Saying {
  return { kind: "scope", is, type: "auth_domain", name };
}
