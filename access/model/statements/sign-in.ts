import type { Speaker } from "./declaration.ts";
import type { ExactRef, Ref } from "./ref.ts";

/**
 * Refers to whoever signs in through a domain: in one group of the identity provider or, with null, in none that is mapped.
 */
export function referToSignedIn(at: Pick<Speaker, "account">, domain: Ref, group: string | null): ExactRef {
  const text = JSON.stringify([domain, group]);
  return { account: at.account, space: "idpGroup", kind: "id", text };
}
