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

/** The domain of a reference that `referToSignedIn` made. Undefined for another one. */
export function readSignInDomain({ account, space, text }: ExactRef): ExactRef | undefined {
  if (space !== "idpGroup" || !text.startsWith("[{")) return undefined;
  const [domain]: readonly unknown[] = JSON.parse(text);
  if (typeof domain !== "object" || domain === null || !("text" in domain) || !("kind" in domain)) return undefined;
  if (typeof domain.text !== "string" || (domain.kind !== "id" && domain.kind !== "address")) return undefined;
  return { account, space: "domain", kind: domain.kind, text: domain.text };
}

/** An auth domain: whoever may change it decides who signs in. */
export function sayDomain(is: Identity, name: string | null): Saying {
  return { kind: "scope", is, type: "auth_domain", name };
}
